/* Papers as downloads: /c/CODE/papers/KIND/M1.pdf. Made at the moment they are
 * asked for, from what stands (actions/paper.h). */
#ifndef WEB_PAPER_H
#define WEB_PAPER_H

#include "web/visit.h"

/* Adds the links of one paper in its formats. */
void paper_links(const Visit *visit, const char *kind, const char *title, Subject subject,
                 PaperLinkList *out);

Status paper_show(Visit *visit, HttpReply *reply);

#endif
