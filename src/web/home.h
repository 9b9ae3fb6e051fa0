/* The address without a path: on to one's work, or to sign in. */
#ifndef WEB_HOME_H
#define WEB_HOME_H

#include "web/visit.h"

Status home_show(Visit *visit, HttpReply *reply);

#endif
