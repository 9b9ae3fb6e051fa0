#include "actions/secrets.h"

#include <string.h>

/* The mark as GB/T 9704 prints it: the grade, then a star before the term. */
static const char *const marks[] = { "绝密★", "机密★", "秘密★" };

const char *secret_said(Arena *arena, const ActValue *value)
{
    if (value->type != TYPE_TEXT && value->type != TYPE_LINES)
        return NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(value->text, marks[i]) != NULL)
            return arena_printf(arena,
                                "“%s”里有密级标志“%s”：国家秘密不得进入本系统（通则 H12）。",
                                value->field->label, marks[i]);
    return NULL;
}

static Status secret_visit(Op *op, void *context, const ActValue *value)
{
    (void)context;
    const char *said = secret_said(op->arena, value);
    return said == NULL ? OK : op_fail(op, INVALID, "%s", said);
}

Status secrets_refuse(Op *op, const ActSpec *spec, const void *fields, const Envelope *envelope)
{
    TRY(act_visit(op, spec, fields, secret_visit, NULL));
    return envelope_visit(op, envelope, secret_visit, NULL);
}
