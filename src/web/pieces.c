#include "web/pieces.h"

const char *sign_mark(Sign sign)
{
    switch (sign) {
    case SIGN_NONE:
        return "";
    case SIGN_WAITING:
        return "○";
    case SIGN_FINE:
        return "●";
    case SIGN_NEAR:
        return "▲";
    case SIGN_LATE:
        return "■";
    case SIGN_DONE:
        return "✓";
    case SIGN_BREACH:
        return "✕";
    }
    return "";
}

const char *sign_name(Sign sign)
{
    switch (sign) {
    case SIGN_NONE:
        return "none";
    case SIGN_WAITING:
        return "waiting";
    case SIGN_FINE:
        return "fine";
    case SIGN_NEAR:
        return "near";
    case SIGN_LATE:
        return "late";
    case SIGN_DONE:
        return "done";
    case SIGN_BREACH:
        return "breach";
    }
    return "";
}
