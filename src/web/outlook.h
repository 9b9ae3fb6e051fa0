/* What comes next with a thing, for its page: whose turn it is, what the
 * viewer can do now, and why the other buttons are not there.
 *
 * For: turning actions/prospect.h into the pieces of a page. A page about a
 * thing loads it with outlook_of, takes its turn and main button into the
 * head, and shows it with {{use outlook(&v->outlook)}}; a list asks with
 * outlook_begin which acts begin one. Everything lives as long as the request.
 */
#ifndef WEB_OUTLOOK_H
#define WEB_OUTLOOK_H

#include "actions/light.h"
#include "actions/prospect.h"
#include "web/pieces.h"
#include "web/visit.h"

typedef struct Outlook {
    NextStepList next;
    ActButtonList acts;   /* the viewer's own */
    ActButtonList behalf; /* others' acts, which the office may enter for them */
    ClosedActList closed;
    const char *turn; /* 轮到旗人社局报送进展 */
    Link main;        /* the one the viewer owes, or does next */
} Outlook;

/* The viewer's post, as rules know it. */
Capacity outlook_capacity(const Visit *visit);
/* The reader's side of the world, at this request's moment. */
World outlook_world(const Visit *visit);

/* NOT_FOUND: there is no such subject. */
NODISCARD Status outlook_of(Visit *visit, Subject subject, Outlook *out);
/* The act that begins one of this noun, where the viewer may do it; an empty
 * link otherwise. For the empty state and the head of a list. */
NODISCARD Status outlook_begin(Visit *visit, Noun makes, Link *out);
/* These acts on the conference itself: what the viewer can do, and why not. */
NODISCARD Status outlook_institution(Visit *visit, const ActKind *kinds, size_t count,
                                     Outlook *out);
/* State, turn and main button into the head. */
void outlook_head(const Outlook *outlook, PageHead *head);

/* The clause of a source told in words (“条款 N4.3d”); URL_NONE for others. */
Url outlook_source_url(const Visit *visit, const char *source);
SignWord outlook_sign(Light light);
/* ▲ 临期, of a duty's day; ○ 未开始 before it begins to be owed. */
SignWord outlook_light(const Visit *visit, Day from, Day due);
/* 还有2个工作日; 11月27日起办; "" without a day. */
const char *outlook_days(const Visit *visit, Day from, Day due);

#endif
