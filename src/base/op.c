#include "base/op.h"

#include <assert.h>
#include <stddef.h>

static const char *status_sentence(Status status)
{
    switch (status) {
    case OK:
        return "";
    case NOT_FOUND:
        return "没有找到所要的内容。";
    case CONFLICT:
        return "内容已被他人先行改动，请重新打开后再办。";
    case DENIED:
        return "没有办理此事的权限。";
    case INVALID:
        return "填写的内容不符合要求。";
    case UNAVAILABLE:
        return "系统暂时不能办理，内容没有改动，请稍后再试。";
    case BROKEN:
        return "系统内部出错，内容没有改动，请联系管理员。";
    }
    return "";
}

static Status error_set(Op *op, Status status, const char *told, const char *detail)
{
    assert(status != OK);
    op->error = (Error){ .status = status, .told = told, .detail = detail };
    return status;
}

Status op_fail(Op *op, Status status, const char *told, ...)
{
    va_list args;
    va_start(args, told);
    const char *text = arena_vprintf(op->arena, told, args);
    va_end(args);
    return error_set(op, status, text, text);
}

Status op_broken(Op *op, Status status, const char *detail, ...)
{
    va_list args;
    va_start(args, detail);
    const char *text = arena_vprintf(op->arena, detail, args);
    va_end(args);
    return error_set(op, status, status_sentence(status), text);
}

Status op_while(Op *op, Status status, const char *doing, ...)
{
    va_list args;
    va_start(args, doing);
    const char *text = arena_vprintf(op->arena, doing, args);
    va_end(args);
    const char *told = op->error.told;
    const char *cause = op->error.detail;
    return error_set(op, status, told != NULL ? told : status_sentence(status),
                     arena_printf(op->arena, "while %s: %s", text,
                                  cause != NULL ? cause : "no cause recorded"));
}

const char *op_told(const Op *op)
{
    return op->error.told != NULL ? op->error.told : status_sentence(op->error.status);
}

void op_clear(Op *op)
{
    op->error = (Error){ .status = OK };
}
