/* Style, script and icon, as the binary carries them.
 *
 * An address carries the digest of what it names (?v=…): it may be kept for
 * ever. Without it, or with another, the answer holds for the moment only.
 */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include "web/visit.h"

Status asset_show(Visit *visit, HttpReply *reply);

#endif
