#include "http/multipart.h"

#include <string.h>

#include "base/test.h"
#include "base/text.h"

/* Writes what comes down: name[file]:content| */

static bool note_part(void *state, const Part *part)
{
    buf_text(state, part->name);
    if (part->file_name != NULL)
        buf_printf(state, "[%s %s]", part->file_name, part->type);
    buf_char(state, ':');
    return true;
}

static bool note_piece(void *state, Bytes piece)
{
    buf_add(state, piece.data, piece.count);
    return true;
}

static bool note_end(void *state)
{
    buf_char(state, '|');
    return true;
}

static MultipartResult parse(const char *text, size_t bytes, size_t step, Buf *seen,
                             bool *whole)
{
    MultipartSink sink = { seen, note_part, note_piece, note_end };
    MultipartResult result = MULTIPART_GOES_ON;
    buf_init(seen, test_op()->arena);
    Multipart *m = multipart_new(test_op()->arena, "multipart/form-data; boundary=xYz", sink);
    for (size_t at = 0; at < bytes && result == MULTIPART_GOES_ON; at += step) {
        size_t part = bytes - at < step ? bytes - at : step;
        /* A copy of its own for each piece, so that a read beyond it is seen. */
        result =
            multipart_take(m, (Bytes){ arena_copy(test_op()->arena, text + at, part), part });
    }
    *whole = multipart_is_whole(m);
    return result;
}

#define NAMED(name) "Content-Disposition: form-data; name=\"" name "\"\r\n"

TEST(parts_come_out_the_same_however_the_stream_is_cut)
{
    static const char form[] =
        "--xYz\r\n" NAMED("a") "\r\n一\r\n--xY\r\n\r\n--\r\n\r\n--xYz\r\n" NAMED(
            "b") "\r\n\r\n"
                 "--xYz\r\nContent-Type: text/plain\r\n"
                 "Content-Disposition: form-data; name=\"f\"; "
                 "filename=\"稿.docx\"\r\n\r\n\r\r\n\0\n-\r"
                 "\r\n--xYz--\r\n";
    static const char should[] =
        "a:一\r\n--xY\r\n\r\n--\r\n|b:|f[稿.docx text/plain]:\r\r\n\0\n-\r|";
    for (size_t step = 1; step < sizeof form; step++) {
        Buf seen;
        bool whole;
        CHECK_INT(parse(form, sizeof form - 1, step, &seen, &whole), MULTIPART_GOES_ON);
        CHECK(whole);
        CHECK_INT(seen.count, sizeof should - 1);
        CHECK(seen.count == sizeof should - 1 && memcmp(seen.data, should, seen.count) == 0);
    }
}

TEST(what_is_no_multipart_form_is_refused_and_not_guessed_at)
{
    static const char *const wrong[] = {
        "x--xYz\r\n" NAMED("a") "\r\n1\r\n--xYz--\r\n",    /* a preamble */
        "\r\n--xYz\r\n" NAMED("a") "\r\n1\r\n--xYz--\r\n", /* also an empty one */
        "--xYz\n" NAMED("a") "\r\n1\r\n--xYz--\r\n",       /* a bare LF */
        "--xYz\r\n" NAMED("a") "\n\r\n1\r\n--xYz--\r\n",
        "--xYz\r\nContent-Disposition: form-data; name=\"a\"\n\r\n\r\n1\r\n--xYz--\r\n",
        "--xYz \r\n" NAMED("a") "\r\n1\r\n--xYz--\r\n",              /* padding */
        "--xYz\r\n\r\n1\r\n--xYz--\r\n",                             /* no headers */
        "--xYz\r\nContent-Type: text/plain\r\n\r\n1\r\n--xYz--\r\n", /* no name */
        "--xYz\r\n" NAMED("a") NAMED("b") "\r\n1\r\n--xYz--\r\n",    /* two names */
        "--xYz\r\nContent-Disposition: form-data; name=\"a\"; "
        "name=\"b\"\r\n\r\n1\r\n--xYz--\r\n",
        "--xYz\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--xYz--\r\n",
        "--xYz\r\nContent-Disposition: form-data; name=\"a\";\r\n\r\n1\r\n--xYz--\r\n",
        "--xYz\r\nContent-Disposition: form-data; name=\"a\" x\r\n\r\n1\r\n--xYz--\r\n",
        "--xYz\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--xYz--\r\n",
        "--xYz\r\nContent-Disposition: form-data; name=\"a\"; "
        "filename*=UTF-8''x\r\n\r\n1\r\n--xYz--",
        "--xYz\r\n" NAMED("a") "Content-Transfer-Encoding: base64\r\n\r\nMQ==\r\n--xYz--\r\n",
        "--xYz\r\n" NAMED(
            "a") "Content-Type: multipart/mixed; boundary=q\r\n\r\n1\r\n--xYz--\r\n",
        "--xYz\r\n" NAMED("a") " folded: 1\r\n\r\n1\r\n--xYz--\r\n",
        "--xYz\r\n" NAMED("\xFF") "\r\n1\r\n--xYz--\r\n",
        "--xYz\r\n" NAMED("a\tb") "\r\n1\r\n--xYz--\r\n",
        "--xYz\r\n" NAMED("a") "\r\n1\r\n--xYz--\r\nmore", /* an epilogue */
        "--xYz\r\n" NAMED("a") "\r\n1\r\n--xYz-x",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        for (size_t step = 1; step < 300; step += 73) {
            Buf seen;
            bool whole;
            if (!CHECK_INT(parse(wrong[i], strlen(wrong[i]), step, &seen, &whole),
                           MULTIPART_BROKEN))
                CHECK_TEXT(wrong[i], "");
        }
}

TEST(a_multipart_form_is_whole_only_after_its_last_boundary)
{
    static const char form[] = "--xYz\r\n" NAMED("a") "\r\n1\r\n--xYz--\r\n";
    for (size_t bytes = 0; bytes < sizeof form; bytes++) {
        Buf seen;
        bool whole;
        CHECK_INT(parse(form, bytes, 7, &seen, &whole), MULTIPART_GOES_ON);
        CHECK_INT(whole, bytes >= sizeof form - 3);
    }
}

TEST(the_head_of_a_part_has_a_limit)
{
    Buf text, seen;
    bool whole;
    buf_init(&text, test_op()->arena);
    buf_text(&text, "--xYz\r\n" NAMED("a") "X: ");
    for (int i = 0; i < MULTIPART_HEAD_BYTES_MAX; i++)
        buf_char(&text, 'x');
    CHECK_INT(parse(text.data, text.count, 100, &seen, &whole), MULTIPART_BROKEN);
}

TEST(file_names_lose_their_folders_and_get_their_quotes_back)
{
    static const char *const names[][2] = {
        { "a.docx", "a.docx" },
        { "C:\\文件\\稿.doc", "稿.doc" },
        { "../../etc/passwd", "passwd" },
        { "\\\"x\\\".txt", "\"x\".txt" },
        { "%22x%22 100%.txt", "\"x\" 100%.txt" },
        { "..\\x/", "" },
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        Part part;
        const char *head = arena_printf(
            test_op()->arena, "content-disposition: Form-Data; filename=\"%s\"; NAME=plain\r\n",
            names[i][0]);
        CHECK(part_head_read(test_op()->arena, head, strlen(head), &part));
        CHECK_TEXT(part.file_name, names[i][1]);
        CHECK_TEXT(part.name, "plain");
    }
}

TEST(a_boundary_is_named_once_and_may_be_quoted)
{
    static const struct {
        const char *type;
        bool fits;
    } cases[] = {
        { "multipart/form-data; boundary=a", true },
        { "multipart/form-data; charset=utf-8; boundary=\"a b\"", true },
        { "multipart/form-data", false },
        { "multipart/form-data; boundary=", false },
        { "multipart/form-data; boundary=\"\"", false },
        { "multipart/form-data; boundary=\"a \"", false },
        { "multipart/form-data; boundary=a; boundary=b", false },
        { "multipart/form-data; boundary=\"a\x01\"", false },
        { "multipart/form-data; "
          "boundary=1234567890123456789012345678901234567890123456789012345"
          "6789012345678901",
          false },
    };
    MultipartSink sink = { NULL, note_part, note_piece, note_end };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_INT(multipart_new(test_op()->arena, cases[i].type, sink) != NULL, cases[i].fits);
}
