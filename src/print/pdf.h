/* PDF of a paper: the sheets, written by cairo.
 *
 * Typefaces are embedded as subsets, text can be copied and searched, the
 * title stands in the document's properties, and the same paper gives the
 * same bytes (its day is the creation date).
 */
#ifndef PRINT_PDF_H
#define PRINT_PDF_H

#include "base/buf.h"
#include "print/document.h"
#include "print/sheet.h"

typedef struct PrintReport {
    size_t pages;
    TextList substituted; /* rare characters drawn from another typeface */
    TextList missing;     /* characters no typeface has: tell the clerk */
} PrintReport;

/* `fonts_folders` as in fonts_open (NULL: the environment, then the system). */
NODISCARD Status document_write_pdf(Op *op, const Document *document, const char *fonts_folders,
                                    Bytes *out);

/* The same, and what the clerk should know; both outputs are written. */
NODISCARD Status document_print(Op *op, const Document *document, const char *fonts_folders,
                                PrintReport *report, Bytes *out);

/* Sheets already laid out with these fonts. */
NODISCARD Status sheets_write_pdf(Op *op, const Document *document, const Sheets *sheets,
                                  const Fonts *fonts, Bytes *out);

#endif
