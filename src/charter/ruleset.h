/* The compiled charter: what the rules of one conference are, point by point.
 *
 * This is what src/rules works from. It is not the charter's text (see
 * charter.h for clauses as people read them) and it judges nothing: no
 * facts, no days, no verdicts. Everything here is immutable and belongs to
 * the arena of the operation that compiled it.
 *
 * A rule is one point ("topic.agree.by") with its settled value. docs/charter.md
 * (made from src/charter/points) lists every point with its type. Points of
 * acts are VERB.ASPECT:
 *
 *   by         actor    who may; where no clause says so, whoever owes the act
 *                       or does the daily work (daily-work.by) may
 *   instead    actor    who may, giving a reason that is recorded
 *   consent    word     one | all | attending | majority: how many of `by`;
 *                       already carried over into value->actor.mode of `by`
 *   drafted-by actor    who prepares the paper of this act
 *   owed-by    actor    whose duty it is
 *   done       force    that it is to be done, no actor named
 *   after      words    verbs that must be done before this one (a gate)
 *   before     words    verbs that wait for this one (the same gate, told from
 *                       the other end); use ruleset_gates for both
 *   within     bound    at most so long after (or until) another verb
 *   ahead      bound    at least so long before another verb
 *   form with to place when    see docs/charter.md
 */
#ifndef CHARTER_RULESET_H
#define CHARTER_RULESET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/digest.h"
#include "model/source.h"

/* The clause's word. The first refuses or is owed; the next two go on with a
 * recorded reason; the last two never stop anyone. */
typedef enum Force {
    FORCE_MUST,         /* 应、要、应当 */
    FORCE_IN_PRINCIPLE, /* 原则上 */
    FORCE_USUALLY,      /* 一般 */
    FORCE_MAY,          /* 可 */
    FORCE_IF_NEEDED,    /* 必要时 */
} Force;

typedef enum SeatKind {
    SEAT_POST,             /* the post `id` */
    SEAT_CLASS,            /* every post made from the many-seated post `id`: ID-1 … ID-n */
    SEAT_MEMBER_UNITS,     /* the posts of the units in the roster of the day */
    SEAT_CONSULTED_UNITS,  /* the units a consultation was sent to */
    SEAT_AGENDA_UNITS,     /* the units the meeting's topics concern */
    SEAT_AGENDA_MEMBERS,   /* those of them that are member units */
    SEAT_AGENDA_OTHERS,    /* those of them that are not */
    SEAT_ATTENDING_UNITS,  /* the units on the meeting's roster */
    SEAT_LEAD_UNIT,        /* of the decision */
    SEAT_SUPPORTING_UNITS, /* of the decision */
    SEAT_PROPOSER,         /* who proposed the topic */
    SEAT_PRESIDER,         /* of the meeting */
    SEAT_ATTENDEES,        /* everyone on the meeting's roster who attends */
    SEAT_LIAISONS,         /* the liaison of each member unit */
    SEAT_GROUP,            /* people who hold no post: worker representatives … */
    SEAT_TEAM,             /* a working group, by id */
    SEAT_OUTSIDE,          /* an authority outside the conference, by id */
    SEAT_CONFERENCE,       /* the conference itself, nobody in particular named */
} SeatKind;

typedef struct Seat {
    SeatKind kind;
    const char *id;    /* post, group, team or authority; NULL for the others */
    const char *title; /* in Chinese; never NULL */
    const char *role;  /* the role the clause named ("convener"), or NULL */
    const char
        *entrusted_by; /* only when entrusted by a holder of this role or post; or NULL */
} Seat;

typedef enum ActorMode {
    ACTOR_ANY,        /* one of the seats is enough */
    ACTOR_ALL,        /* every seat, in any order */
    ACTOR_ATTENDING,  /* every seat that attends the meeting */
    ACTOR_MAJORITY,   /* more than half of the seats */
    ACTOR_TWO_THIRDS, /* at least two thirds of the seats */
    ACTOR_EACH,       /* each seat for itself (duties: one duty a seat) */
    ACTOR_TURN,       /* the seat whose turn it is */
    ACTOR_RANKED,     /* the first seat that can; the next when it cannot */
} ActorMode;

typedef enum TurnBy { TURN_NONE, TURN_YEAR, TURN_MEETING, TURN_QUARTER } TurnBy;

typedef struct Actor {
    ActorMode mode;
    TurnBy turn; /* with ACTOR_TURN */
    const Seat *seats;
    size_t seat_count;
} Actor;

typedef enum BoundKind {
    BOUND_AT_MOST,  /* within: no later, no more */
    BOUND_AT_LEAST, /* ahead: no earlier, no fewer */
    BOUND_EXACTLY,
    BOUND_PROMPTLY, /* 及时: a duty in time, but the charter gives no number */
} BoundKind;

typedef enum BoundUnit {
    UNIT_COUNT, /* things, people, times */
    UNIT_DAYS,
    UNIT_WORKING_DAYS,
    UNIT_WEEKS,
    UNIT_MONTHS,
    UNIT_YEARS,
} BoundUnit;

typedef struct Bound {
    BoundKind kind;
    int32_t number; /* 0 with BOUND_PROMPTLY */
    BoundUnit unit;
    const char
        *verb; /* the act it counts from or to; NULL: the natural one (receipt, creation) */
} Bound;

/* How often: at least (or at most, exactly) `number` times in `period`. */
typedef enum Period { PERIOD_YEAR, PERIOD_HALF_YEAR, PERIOD_QUARTER, PERIOD_MONTH } Period;

typedef struct Frequency {
    BoundKind kind; /* AT_LEAST unless the clause says otherwise */
    int32_t number;
    Period period;
    int32_t periods; /* 2 with PERIOD_YEAR: every two years */
} Frequency;

/* A part of the year; the first after the last means across new year. */
typedef struct Window {
    int first_month, first_day;
    int last_month, last_day;
} Window;

/* One item of a list, one group of a roll or one entry of a map; each keeps
 * the clause it comes from, since lists are united. */
typedef struct Item {
    const char *word; /* the id, verb or text; for rolls and maps the key */
    const char
        *value; /* rolls: attend, sit-in, take-part, invited; maps: the value; else NULL */
    const char *title; /* in Chinese; never NULL */
    Seat seat;         /* lists of recipients and rolls; kind SEAT_CONFERENCE where unused */
    Force force;
    Source source;
} Item;

typedef enum ValueKind {
    VALUE_WORD,   /* one word of the point's own set */
    VALUE_TEXT,   /* free text */
    VALUE_NUMBER, /* place in an order: 1 …; 0 is “last” */
    VALUE_DAY,
    VALUE_FORCE,
    VALUE_ACTOR,
    VALUE_BOUND,
    VALUE_FREQUENCY,
    VALUE_WINDOW,
    VALUE_LIST, /* items; open or closed */
    VALUE_ROLL, /* items with a status each; open or closed */
    VALUE_MAP,  /* items with a value each */
} ValueKind;

typedef struct Value Value;
struct Value {
    ValueKind kind;
    const char *word; /* WORD, TEXT */
    int64_t number;
    Day day;
    Force force; /* VALUE_FORCE */
    Actor actor;
    Bound bound;
    Frequency frequency;
    Window window;
    const Item *items;
    size_t item_count;
    bool open;          /* lists, rolls: 等, others may be added */
    const Value *also;  /* “at least 1” and “at most 4”: both hold; else NULL */
    Source also_source; /* who says `also`; the rule's source says the first */
    Force also_force;
    const char *words; /* the value in Chinese, for people; never NULL */
};

typedef struct Rule {
    const char *point; /* "topic.agree.by" */
    const char *verb;  /* "topic.agree"; NULL for points that are not about an act */
    const char *label; /* the point in Chinese */
    const Value *value;
    Force force;
    const char *const *clauses; /* every clause that states it, in the order of their ids */
    size_t clause_count;
    const char *const *names; /* ids of the name readings its names went through */
    size_t name_count;
    Source source; /* the clause, or the reading that settled or supplied it */
} Rule;

/* A gate: before `verb` can be done, `needs` must have been done on the same
 * chain of subjects. */
typedef struct Gate {
    const char *verb;
    const char *needs;
    Force force;
    Source source;
} Gate;

typedef struct Post {
    const char *id;
    const char *title;
    const char *of;         /* the body or unit it belongs to; NULL when none is said */
    const char *post_class; /* its class; NULL when none */
    bool many;              /* founded as ID-1 … ID-n */
    int32_t count;          /* how many, when the charter says; else 0: fixed at founding */
    bool linked;            /* the one of its class that is linked to the union */
    bool of_unit;           /* speaks for the unit of the same id */
} Post;

typedef struct Body {
    const char *id;
    const char *title;
    const char *speaks_through; /* post id */
    bool party;                 /* one of the parties of the conference */
} Body;

typedef struct Unit {
    const char *id;
    const char *title;
    const char *speaks_through; /* post id; the unit's own id unless said otherwise */
    bool party_organ;           /* an organ of the Party, not of the government */
    bool member;                /* in the roster of the charter */
} Unit;

/* Bodies, units, groups, teams, authorities and post classes are looked up by
 * id; see ruleset_title. */
typedef struct Named {
    const char *id;
    const char *title;
} Named;

typedef struct Role {
    const char *id;    /* convener, deputy-convener, office, member … */
    const char *title; /* 召集人 */
    Actor holders;
    Source source;
} Role;

typedef struct Category {
    const char *clause; /* "N3.6" */
    const char *title;
    const char *list; /* which list of categories: "N3" */
    const char *same; /* the clause of the other list it is mapped to; NULL */
} Category;

typedef struct MeetingKind {
    const char *id; /* regular, special, liaison … */
    const char *title;
} MeetingKind; /* its rules: ruleset_kind_rule(rules, "regular", "every") */

typedef struct Ruleset {
    const char *id;    /* "ejin-horo-2023" */
    const char *title; /* of the charter */
    const char *short_title;
    const char *number; /* 伊政办发〔2023〕21号; "" when none */
    const char *issuer; /* as printed; "" when not said */
    Day in_force;
    Day expires;   /* DAY_NONE when it does not */
    Digest digest; /* SM3 of the charter's text */

    const Rule *rules; /* by point, in byte order */
    size_t rule_count;
    const Gate *gates; /* by verb */
    size_t gate_count;
    const Post *posts; /* by id */
    size_t post_count;
    const Body *bodies;
    size_t body_count;
    const Unit *units;
    size_t unit_count;
    const Named *groups;
    size_t group_count;
    const Named *outside;
    size_t outside_count;
    const Named *teams;
    size_t team_count;
    const Role *roles;
    size_t role_count;
    const Category *categories;
    size_t category_count;
    const MeetingKind *kinds;
    size_t kind_count;
} Ruleset;

/* NULL: the charter does not speak of it. */
const Rule *ruleset_rule(const Ruleset *rules, const char *point);
/* The rule VERB.ASPECT. */
const Rule *ruleset_act_rule(const Ruleset *rules, const char *verb, const char *aspect);
/* The rule meetings.KIND.ASPECT. */
const Rule *ruleset_kind_rule(const Ruleset *rules, const char *kind, const char *aspect);
/* The rule teams.TEAM.ASPECT. */
const Rule *ruleset_team_rule(const Ruleset *rules, const char *team, const char *aspect);

/* Whether any clause or reading speaks of this noun ("consultation"), act
 * ("consultation.send") or group of points ("meetings.special"). A stage
 * exists for the conference only when this is true. */
bool ruleset_speaks_of(const Ruleset *rules, const char *noun_or_verb);

/* The gates before an act: a run in rules->gates. */
const Gate *ruleset_gates(const Ruleset *rules, const char *verb, size_t *count);

const Post *ruleset_post(const Ruleset *rules, const char *id);
const Body *ruleset_body(const Ruleset *rules, const char *id);
const Unit *ruleset_unit(const Ruleset *rules, const char *id);
const Role *ruleset_role(const Ruleset *rules, const char *id);
const Category *ruleset_category(const Ruleset *rules, const char *clause);
/* The Chinese title of any id the charter names; the id itself when unknown. */
const char *ruleset_title(const Ruleset *rules, const char *id);

/* Does this post hold one of the seats the charter itself can tell (post,
 * class, member units of the charter's roster)? Seats that depend on facts
 * (consulted units, presider …) are for src/rules. A post made from a many-seated
 * post is given by its own id: "union-deputy-2". */
bool ruleset_seat_holds(const Ruleset *rules, const Seat *seat, const char *post);

/* Words for forces: as written in a charter, and in Chinese. */
const char *force_word(Force force);    /* in-principle */
const char *force_chinese(Force force); /* 原则上 */

#endif
