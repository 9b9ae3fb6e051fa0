/* Writing XML (libxml2): elements open and close, texts are escaped.
 *
 *     Xml xml;
 *     TRY(xml_begin(op, &xml));
 *     xml_open(&xml, "w:p");
 *     xml_attribute(&xml, "w:val", "%d", 3);
 *     xml_close(&xml);
 *     TRY(xml_end(op, &xml, &bytes));
 *
 * A failure is kept and told by xml_end, which must be called once.
 */
#ifndef PRINT_XML_H
#define PRINT_XML_H

#include <libxml/xmlwriter.h>

#include "base/buf.h"
#include "base/op.h"

typedef struct Xml {
    Arena *arena;
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
    bool failed;
} Xml;

NODISCARD Status xml_begin(Op *op, Xml *xml);
NODISCARD Status xml_end(Op *op, Xml *xml, Bytes *out);

void xml_open(Xml *xml, const char *name);
void xml_close(Xml *xml);
void xml_attribute(Xml *xml, const char *name, const char *format, ...) PRINTF_LIKE(3, 4);
void xml_text(Xml *xml, const char *text);
/* <name attribute="value"/> */
void xml_empty(Xml *xml, const char *name, const char *attribute, const char *value);
/* Ready XML of our own; never what people typed. */
void xml_raw(Xml *xml, const char *ready);

#endif
