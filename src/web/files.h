/* Files that acts have named, to take away.
 *
 * For: GET /c/CODE/files/SEQ/FIELD, to members of the conference only: the
 * bytes as they were uploaded, under the name they had, always as an
 * attachment. An erased file has a page that says so. Not for uploads that no
 * act has named.
 */
#ifndef WEB_FILES_H
#define WEB_FILES_H

#include "web/visit.h"

Status file_download(Visit *visit, HttpReply *reply) NODISCARD;

/* The address of a file; `field` as the act's key: scan, annex. */
Url file_url(const Visit *visit, int64_t seq, const char *field);

#endif
