/* Files beside the ledger, against the records that name them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/verify_state.h"

#define NUMBER(n) ((unsigned long long)(n))

void verifier_file(Verifier *v, const StoredFile *file)
{
    *LIST_ADD(v->arena, &v->files) = *file;
}

static int digest_order(const Digest *a, const Digest *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

static int file_compare(const void *a, const void *b)
{
    return digest_order(&((const StoredFile *)a)->digest, &((const StoredFile *)b)->digest);
}

static int named_compare(const void *a, const void *b)
{
    const NamedFile *one = a;
    const NamedFile *other = b;
    int order = digest_order(&one->ref.digest, &other->ref.digest);
    return order != 0 ? order : (one->seq > other->seq) - (one->seq < other->seq);
}

static const char *short_name(Verifier *v, const Digest *digest)
{
    return bytes_hex(v->arena, (Bytes){ digest->bytes, 8 });
}

static bool opens(const StoredFile *file)
{
    return file->bytes == file->opened.bytes &&
           digest_same(&file->digest, &file->opened.digest);
}

/* A file no readable record names. */
static void check_unnamed(Verifier *v, const StoredFile *file)
{
    const char *name = short_name(v, &file->digest);
    if (file->named_by >= 0 && verify_can_judge(v, (uint64_t)file->named_by))
        finding_add(v->arena, &v->findings, FINDING_FILE_STRAY, file->named_by, name,
                    "文件 %s 记作由第 %llu 笔引用，而该笔没有引用它。", name,
                    NUMBER(file->named_by));
    if (file->erased || !opens(file))
        finding_add(v->arena, &v->findings, FINDING_FILE, FINDING_WHOLE, name,
                    "文件 %s 的内容与其散列不符。", name);
}

static void missing(Verifier *v, const NamedFile *named)
{
    finding_add(v->arena, &v->findings, FINDING_FILE_MISSING, (int64_t)named->seq, named->field,
                "第 %llu 笔 %s 所引用的文件不在库中，而没有任何一笔抹除过它。",
                NUMBER(named->seq), named->field);
}

/* A file and the first record that names it. */
static void check_named(Verifier *v, const StoredFile *file, const NamedFile *named)
{
    int64_t seq = (int64_t)named->seq;
    if (file->named_by != seq && !v->gap && v->unreadable.count == 0)
        finding_add(v->arena, &v->findings, FINDING_FILE_STRAY, seq, named->field,
                    "第 %llu 笔 %s 所引用的文件未记作由该笔首先引用。", NUMBER(named->seq),
                    named->field);
    if (file->erased && !named->erased)
        missing(v, named);
    else if (!file->erased && named->erased)
        finding_add(v->arena, &v->findings, FINDING_FILE_KEPT, seq, named->field,
                    "第 %llu 笔 %s 所引用的文件已被抹除，却仍在库中。", NUMBER(named->seq),
                    named->field);
    if (file->bytes != named->ref.bytes || (!file->erased && !opens(file)))
        finding_add(v->arena, &v->findings, FINDING_FILE, seq, named->field,
                    "第 %llu 笔 %s 所引用的文件内容与记录中的散列不符。", NUMBER(named->seq),
                    named->field);
}

void verify_files_finish(Verifier *v)
{
    if (v->files.count > 1)
        qsort(v->files.items, v->files.count, sizeof(StoredFile), file_compare);
    if (v->named.count > 1)
        qsort(v->named.items, v->named.count, sizeof(NamedFile), named_compare);
    size_t at = 0;
    for (size_t i = 0; i < v->files.count; i++) {
        const StoredFile *file = &v->files.items[i];
        const NamedFile *named = NULL;
        for (; at < v->named.count; at++) {
            const NamedFile *next = &v->named.items[at];
            int order = digest_order(&next->ref.digest, &file->digest);
            if (order > 0)
                break;
            if (order == 0 && named == NULL)
                named = next;
            else if (order < 0 && !next->erased)
                missing(v, next);
        }
        if (named == NULL)
            check_unnamed(v, file);
        else
            check_named(v, file, named);
    }
    for (; at < v->named.count; at++)
        if (!v->named.items[at].erased)
            missing(v, &v->named.items[at]);
}
