#include "print/zip.h"

#include <zip.h>

/* 1980-01-01 00:00:00, in the form DOS gave it. */
enum { EARLIEST_DAY = (1 << 5) | 1, EARLIEST_TIME = 0 };

static Status add_entry(Op *op, zip_t *zip, const ZipEntry *entry)
{
    zip_source_t *source = zip_source_buffer(zip, entry->bytes.data, entry->bytes.count, 0);
    if (source == NULL)
        return op_broken(op, BROKEN, "zip: %s", zip_strerror(zip));
    zip_int64_t index = zip_file_add(zip, entry->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return op_broken(op, BROKEN, "zip: %s: %s", entry->name, zip_strerror(zip));
    }
    if (zip_file_set_dostime(zip, (zip_uint64_t)index, EARLIEST_TIME, EARLIEST_DAY, 0) != 0 ||
        zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 9) != 0)
        return op_broken(op, BROKEN, "zip: %s: %s", entry->name, zip_strerror(zip));
    return OK;
}

static Status fill(Op *op, zip_t *zip, const ZipEntry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        TRY(add_entry(op, zip, &entries[i]));
    return OK;
}

static Status read_back(Op *op, zip_source_t *archive, Bytes *out)
{
    zip_stat_t about;
    if (zip_source_stat(archive, &about) != 0 || zip_source_open(archive) != 0)
        return op_broken(op, BROKEN, "zip: cannot be read back");
    uint8_t *data = arena_alloc(op->arena, (size_t)about.size + 1);
    zip_int64_t got = zip_source_read(archive, data, about.size);
    zip_source_close(archive);
    if (got < 0 || (zip_uint64_t)got != about.size)
        return op_broken(op, BROKEN, "zip: read back short");
    *out = (Bytes){ data, (size_t)about.size };
    return OK;
}

Status zip_write(Op *op, const ZipEntry *entries, size_t count, Bytes *out)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &error);
    if (archive == NULL)
        return op_broken(op, BROKEN, "zip: no buffer");
    zip_t *zip = zip_open_from_source(archive, ZIP_TRUNCATE, &error);
    if (zip == NULL) {
        zip_source_free(archive);
        return op_broken(op, BROKEN, "zip: %s", zip_error_strerror(&error));
    }
    zip_source_keep(archive);
    Status status = fill(op, zip, entries, count);
    if (status != OK) {
        zip_discard(zip);
    } else if (zip_close(zip) != 0) {
        status = op_broken(op, BROKEN, "zip: %s", zip_strerror(zip));
        zip_discard(zip);
    }
    if (status == OK)
        status = read_back(op, archive, out);
    zip_source_free(archive);
    return status;
}
