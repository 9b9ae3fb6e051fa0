/* Inside the compiler: what the steps hand to each other.
 *
 * source → statements (a clause says something about a point) → names resolved
 * to seats → groups (all statements on one point) → conflicts → readings → rule
 * set. Everything lives in the arena of the compiling operation; the lists
 * named here are only grown by the step that owns them.
 */
#ifndef CHARTER_COMPILE_H
#define CHARTER_COMPILE_H

#include "charter/finding.h"
#include "charter/point.h"
#include "charter/read.h"
#include "charter/yaml.h"

#define STATEMENTS_MAX 3000
#define STATEMENTS_ON_POINT_MAX 200
#define REFS_MAX 3000 /* names in all values together */
#define NAMES_MAX 1000
#define HOLDERS_MAX 100 /* of one role */
#define READINGS_MAX 500

/* A name as written, before it is known what it stands for. */
typedef struct Ref {
    const char *name;
    const char *status; /* in rolls: attend, sit-in … */
    bool entrusted;
    const char *entrusted_by; /* the role or post that entrusts; NULL: not said */
    int line;
} Ref;

typedef LIST(Ref) RefList;

/* A value as a clause states it. */
typedef struct Stated {
    RefList refs; /* actors, lists, rolls */
    ActorMode mode;
    TurnBy turn;
    bool open;             /* 等 */
    const char *open_roll; /* statuses whose list is open: "attend sit-in" */
    const char *text;
    int64_t number;
    Day day;
    Force force;
    Bound bound;
    Frequency frequency;
    Window window;
    const char *flow; /* as written, on one line */
} Stated;

/* A seat with the key it is compared by: "post:union-chair". */
typedef struct Placed {
    Seat seat;
    const char *key;
    const char *status; /* in rolls */
    const char *word;   /* the name it came from */
    bool unknown;       /* the name is not defined; compares as itself */
} Placed;

typedef LIST(Placed) PlacedList;

typedef struct Statement {
    const PointDef *def;
    const char *point;
    const char *clause; /* NULL in the names block and in readings */
    int line;
    Force force;
    bool derived; /* consent, read off the actor of `by` */
    Stated value;
    PlacedList seats;
    TextList via; /* name readings its names went through */
} Statement;

typedef LIST(Statement) StatementList;

typedef enum NameKind {
    NAME_BODY,
    NAME_POST,
    NAME_CLASS,
    NAME_UNIT,
    NAME_GROUP,
    NAME_OUTSIDE,
    NAME_CONTENT,
    NAME_FORM,
    NAME_CONDITION,
    NAME_ROLE_TITLE,
    NAME_TEAM,
    NAME_ROLE,
    NAME_KIND,
} NameKind;

typedef struct Name {
    NameKind kind;
    const char *id;
    const char *title;
    const char *through; /* bodies, units */
    const char *of;      /* posts */
    const char *post_class;
    bool many, linked, party;
    int32_t count;
    int line;
    const char *clause; /* where it is first defined; NULL: the names block */
} Name;

typedef struct ReadingIn {
    Reading reading;
    TextList about; /* the name, or the points */
    TextList clauses;
    const Node *choose; /* conflict, gap */
    const Node *split;
    const Node *pairs; /* map */
    RefList means;     /* name */
    Force force;
    bool has_force;
    bool used;
    bool faulty;              /* already told about; settles nothing */
    StatementList statements; /* what it states, once parsed */
} ReadingIn;

typedef struct Group {
    const PointDef *def;
    const char *point;
    LIST(const Statement *) items; /* by clause, then line */
} Group;

/* Clauses that disagree on a point, or on one key of it. */
typedef struct Conflict {
    const char *about; /* "topic.agree.by", "attendance.government-head" */
    const Group *group;
    const Placed *key;  /* rolls: the group of people */
    Force force;        /* rolls: the strongest word on it */
    bool only_stricter; /* they can be brought together; reported all the same */
    TextList clauses;
    int line;
    const char *why;
    const char *says;    /* who says what, in Chinese */
    const char *example; /* a value to choose, as written */
    ReadingIn *settled;
} Conflict;

typedef struct Use { /* of a name no clause defines */
    const char *name;
    TextList clauses;
    int line;
} Use;

typedef struct Holders { /* who holds a role, found once */
    const char *role;
    PlacedList seats;
    bool busy; /* being found: a role that leads back to itself has none */
} Holders;

typedef struct Compiler {
    Op *op;
    Arena *arena;
    Report report;
    SourceDoc doc;
    Charter *charter;
    Ruleset *front; /* what the front matter says */
    StatementList statements;
    size_t refs; /* names in their values */
    LIST(Name) names;
    LIST(Holders *) holders;
    LIST(Use) uses;
    LIST(ReadingIn) readings;
    bool readings_lost; /* a block could not be read: what they settle is not told */
    LIST(Group) groups;
    LIST(Conflict) conflicts;
    LIST(Category) categories;
    LIST(Rule) rules; /* being built; sorted by point at the end */
} Compiler;

/* The steps, in order; each in the file of its name. */
void compile_front(Compiler *c);      /* front.c: front matter */
void compile_statements(Compiler *c); /* state.c: blocks to statements */
void compile_readings(Compiler *c);   /* reading.c: the readings blocks */
void compile_names(Compiler *c);      /* names.c: who is who */
void compile_resolve(Compiler *c);    /* resolve.c: names to seats */
void compile_groups(Compiler *c);     /* merge.c: groups and conflicts */
void compile_settle(Compiler *c);     /* settle.c: readings upon conflicts and gaps */
void compile_complete(Compiler *c);   /* complete.c: what is missing */
Ruleset *compile_build(Compiler *c);  /* build.c */

/* state.c */
void state_block(Compiler *c, const Node *root, const char *clause, bool names_only,
                 StatementList *out);
bool force_parse(const char *word, Force *out);

/* value.c: false when a finding was made. */
bool value_parse(Compiler *c, const PointDef *def, const char *point, const Node *node,
                 const char *clause, Stated *out);
bool refs_parse(Compiler *c, const Node *node, const char *clause, RefList *out);

/* names.c */
const Name *names_find(const Compiler *c, NameKind kind, const char *id);
const char *names_kind_title(const Compiler *c, const char *kind); /* of a meeting kind */
const char *names_nearest(Compiler *c, const char *name);

/* resolve.c */
void resolve_statement(Compiler *c, Statement *statement);
void resolve_ref(Compiler *c, const Ref *ref, PlacedList *out, TextList *via);
const ReadingIn *resolve_alias(const Compiler *c, const char *name);
const Name *resolve_name(const Compiler *c, NameKind kind, const char *name); /* with aliases */
bool resolve_known(const Compiler *c, const char *name);
const char *statement_clause(const Statement *statement); /* “称谓” when none */

/* sets.c: seats as sets of keys */
typedef TextList KeySet; /* sorted, each once */
KeySet keys_of(Compiler *c, const Statement *statement);
bool keys_same(const KeySet *a, const KeySet *b);
bool keys_have(const KeySet *set, const char *key);
KeySet keys_common(Arena *arena, const KeySet *a, const KeySet *b);
void keys_add(Arena *arena, KeySet *set, const char *key);

/* graph.c: what comes before what */
typedef struct Edge {
    const char *from, *to;
    const char *clause;
    int line;
} Edge;
typedef LIST(Edge) EdgeList;
TextList graph_circle(Arena *arena, const EdgeList *edges); /* nodes of a circle; none */
TextList graph_sorted(Arena *arena,
                      const EdgeList *edges); /* in order, when there is no circle */
EdgeList order_edges(Arena *arena, const Group *group);

/* roll.c */
void roll_conflicts(Compiler *c, const Group *group);

/* words.c: values in Chinese */
const char *words_of_statement(Compiler *c, const Statement *statement);
const char *words_of_actor(Arena *arena, const Actor *actor);
const char *words_of_status(const char *status);
const char *words_of_item(Compiler *c, const PointDef *def, const char *word);
/* Which clauses say who holds the roles named: “（召集人见 N2a）”, or "". */
const char *words_of_origin(Compiler *c, const Placed *seats, size_t count);
const char *words_of_clauses(Arena *arena, const TextList *clauses);

/* settle.c */
Conflict *conflict_on(Compiler *c, const char *about);

/* merge.c: how the statements of a group come together */
typedef struct Merge {
    const Statement *winner; /* whose value it is; lists are united in build.c */
    const Statement *also;   /* bounds: a second one that holds too */
    bool clash;              /* they disagree: `why` says in what */
    bool stricter;           /* they agree on the stricter, which is reported */
    const char *why;
} Merge;
Merge merge_of(Compiler *c, const Group *group);
const Group *group_on(const Compiler *c, const char *point);
Force group_force(const Group *group); /* the strongest word of its clauses */
TextList group_clauses(Arena *arena, const Group *group);
Conflict *conflict_add(Compiler *c, const Group *group, const char *about,
                       const TextList *clauses);
const char *conflict_says(Compiler *c, const Group *group, const TextList *clauses);

/* build.c */
Value *value_of_statement(Compiler *c, const Statement *statement);

/* build_who.c */
void build_gates(Compiler *c, Ruleset *rules);
void build_who(Compiler *c, Ruleset *rules);

#endif
