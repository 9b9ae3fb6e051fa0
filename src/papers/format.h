/* A paper as a file: which formats there are, and writing one.
 *
 * For those who make papers and need not know how pages are laid out. The
 * bytes live in the op's arena; the same document gives the same bytes.
 */
#ifndef PAPERS_FORMAT_H
#define PAPERS_FORMAT_H

#include "base/buf.h"
#include "print/document.h"

typedef enum PaperFormat { PAPER_PDF, PAPER_DOCX } PaperFormat;

bool paper_format_named(const char *name, PaperFormat *out); /* "pdf", "docx" */
NODISCARD Status paper_write(Op *op, const Document *document, PaperFormat format, Bytes *out);

#endif
