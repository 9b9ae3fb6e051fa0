#include "papers/format.h"

#include "print/docx.h"
#include "print/pdf.h"

bool paper_format_named(const char *name, PaperFormat *out)
{
    *out = text_same(name, "docx") ? PAPER_DOCX : PAPER_PDF;
    return text_same(name, "docx") || text_same(name, "pdf");
}

Status paper_write(Op *op, const Document *document, PaperFormat format, Bytes *out)
{
    if (format == PAPER_DOCX)
        return document_write_docx(op, document, out);
    return document_write_pdf(op, document, NULL, out);
}
