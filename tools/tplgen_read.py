"""What tplgen reads: the word tables, a template's pieces, and where in the
HTML each piece stands.

A template file is cut into literals and directives. Indentation goes, and so
does a line that holds only directives; what is left of the layout is one line
feed where the file has one.
"""
import re


class Fault(Exception):
    """A fault in what was written, with its place."""

    def __init__(self, path, line, text):
        super().__init__(f"{path}:{line}: {text}")


# --- words -------------------------------------------------------------------

KEY = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*$")
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Word:
    def __init__(self, key, zh, en):
        self.key, self.zh, self.en = key, zh, en
        self.names = set(PLACEHOLDER.findall(zh))


def read_words(paths):
    """Key → Word, of all tables; a key stands in one of them, once."""
    words = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                line = line.rstrip("\n")
                if not line.strip() or line.startswith("#"):
                    continue
                word = word_of(path, number, line.split("\t"))
                if word.key in words:
                    raise Fault(path, number, f"{word.key} stands here twice, or in another table")
                words[word.key] = word
    return words


def word_of(path, number, cells):
    if len(cells) != 3 or not all(cell.strip() == cell and cell for cell in cells):
        raise Fault(path, number, "a line is key, Chinese, English, with one tab between")
    key, zh, en = cells
    if not KEY.match(key):
        raise Fault(path, number, f"{key}: a key is small letters and figures, joined by . or -")
    if sorted(PLACEHOLDER.findall(zh)) != sorted(PLACEHOLDER.findall(en)):
        raise Fault(path, number, f"{key}: the two languages name different placeholders")
    return Word(key, zh, en)


# --- pieces ------------------------------------------------------------------

DIRECTIVE = re.compile(r"\{\{(--.*?--|(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[^\"'}\n]|\}(?!\}))*)\}\}",
                       re.DOTALL)
SILENT = re.compile(r"(?:--|(?:if|elif|else|end|for|use|template|include)\b)")


class Piece:
    """A literal or a directive of a template file."""

    def __init__(self, line, text, directive):
        self.line, self.text, self.directive = line, text, directive


def pieces_of(path, text):
    """The pieces of a file, in order."""
    pieces = []
    at = 0
    for match in DIRECTIVE.finditer(text):
        pieces.append(Piece(line_at(text, at), text[at:match.start()], False))
        pieces.append(Piece(line_at(text, match.start()), match.group(1).strip(), True))
        at = match.end()
    pieces.append(Piece(line_at(text, at), text[at:], False))
    for piece in pieces:
        if not piece.directive and "{{" in piece.text:
            raise Fault(path, piece.line + piece.text[:piece.text.index("{{")].count("\n"),
                        "a directive that does not end on its line")
    drop_layout(pieces)
    return [piece for piece in pieces if piece.directive or piece.text]


def line_at(text, offset):
    return text.count("\n", 0, offset) + 1


def drop_layout(pieces):
    """Takes indentation away, and the line feed of lines of directives only."""
    silent, begins = True, True  # of the line being read: only directives; nothing yet
    for piece in pieces:
        if piece.directive:
            silent = silent and SILENT.match(piece.text) is not None
            begins = False
            continue
        kept = []
        for number, part in enumerate(re.split(r"(?<=\n)", piece.text)):
            if number > 0:
                silent, begins = True, True
            if not part:
                continue
            ended = part.endswith("\n")
            words = part.strip() if begins else part.rstrip() if ended else part
            if begins and words and not ended:
                words = part.lstrip()
            if words:
                silent = False
            if ended:
                words = words.rstrip() + ("" if silent else "\n")
            kept.append(words)
            begins = False
        piece.text = "".join(kept)


# --- where a piece stands ----------------------------------------------------

URL_ATTRIBUTES = {"href", "src", "action", "formaction", "poster", "cite", "data", "manifest"}
REFUSED_ATTRIBUTES = {"style": "no style in a page: assets/lianxi.css",
                      "srcdoc": "no page within a page", "srcset": "one address an image",
                      "http-equiv": "what the head of the answer says is not said in the page"}
NEWLINE_FIRST = {"textarea", "pre"}  # a first line feed in these is dropped by browsers


class Place:
    """Where the template's text stands in HTML: text, open, tag, name, equals, value, raw or declaration.

    `url` is None outside of an address; "" at its begin, "path" after a
    literal begin, "whole" after an expression that is the address itself.
    """

    def __init__(self):
        self.state, self.tag, self.attribute, self.url = "text", "", "", None
        self.closing = False
        self.spaced = False  # in a tag: white space stands before

    def settle(self, refuse):
        """A directive ends the name of an attribute that has no value."""
        if self.state == "name":
            self.check_name(refuse)
            self.state, self.spaced = "tag", False

    def mark(self):
        return (self.state, self.tag if self.state != "text" else "",
                self.attribute if self.state == "value" else "", self.url)

    def walk(self, text, refuse):
        """Goes over a literal; gives the text, refuse(offset, why) for a fault."""
        out = []
        for offset, c in enumerate(text):
            out.append(c)
            step = getattr(self, "in_" + self.state)
            more = step(c, lambda why, at=offset: refuse(at, why))
            if more and text[offset + 1:offset + 2] != "\n":
                out.append(more)
        return "".join(out)

    def in_text(self, c, refuse):
        if c == "<":
            self.state, self.tag, self.closing = "open", "", False

    def in_open(self, c, refuse):
        if not self.tag and c == "/" and not self.closing:
            self.closing = True
        elif not self.tag and c == "!":
            self.state = "declaration"
        elif c.isalnum() or (self.tag and c == "-"):
            self.tag += c.lower()
        elif not self.tag:
            refuse("write &lt; for a < that begins no tag")
        else:
            if self.tag == "style":
                refuse(REFUSED_ATTRIBUTES["style"])
            self.state = "tag"
            return self.in_tag(c, refuse)
        return None

    def in_declaration(self, c, refuse):
        if c == "-":
            refuse("a comment is {{-- … --}}; it does not reach the page")
        if c == ">":
            self.state = "text"

    def in_tag(self, c, refuse):
        if c == ">":
            self.state = "raw" if self.tag == "script" and not self.closing else "text"
            return "\n" if self.tag in NEWLINE_FIRST and not self.closing else None
        if c in "\"'<=":
            refuse(f"{c} where the name of an attribute begins")
        if not c.isspace() and c != "/":
            if not self.spaced:
                refuse("white space is missing before the name of an attribute")
            self.state, self.attribute = "name", c.lower()
        self.spaced = c.isspace()
        return None

    def in_name(self, c, refuse):
        if c == "=":
            self.check_name(refuse)
            self.state = "equals"
        elif c.isspace() or c in "/>":
            self.check_name(refuse)
            self.state = "tag"
            return self.in_tag(c, refuse)
        elif c in "\"'<":
            refuse(f"{c} in the name of an attribute")
        else:
            self.attribute += c.lower()
        return None

    def check_name(self, refuse):
        if self.attribute in REFUSED_ATTRIBUTES:
            refuse(f"{self.attribute}: {REFUSED_ATTRIBUTES[self.attribute]}")
        if self.attribute.startswith("on"):
            refuse(f"{self.attribute}: no script in a page: assets/lianxi.js")

    def in_equals(self, c, refuse):
        if c != '"':
            refuse(f'the value of {self.attribute} has no " before it')
        self.state = "value"
        self.url = "" if self.attribute in URL_ATTRIBUTES else None

    def in_value(self, c, refuse):
        if c == '"':
            if self.url == "":
                refuse(f"{self.attribute} is empty")
            self.state, self.url, self.spaced = "tag", None, False
        elif c == "<":
            refuse("write &lt; in the value of an attribute")
        elif self.url == "":
            if c not in "/#?":
                refuse(f'{self.attribute} begins neither with "/", "?" or "#" nor is it a Url')
            self.url = "slash" if c == "/" else "path"
        elif self.url == "slash":
            if c in "/\\":
                refuse(f"{self.attribute} leaves this place")
            self.url = "path"
        elif self.url == "whole" and c != "#":
            refuse("after a Url only # may follow: url_query adds to it")
        elif self.url == "whole":
            self.url = "path"

    def in_raw(self, c, refuse):
        if c == "<":
            self.state, self.tag, self.closing = "open", "", False
        elif not c.isspace():
            refuse("no script in a page: assets/lianxi.js")

    def expression(self, refuse):
        """How an expression that stands here is put: text, part or url."""
        if self.state == "text":
            return "text"
        if self.state != "value":
            refuse("an expression may stand in text or between the \" of an attribute")
        if self.url is None:
            return "text"
        if self.url == "":
            self.url = "whole"
            return "url"
        if self.url == "whole":
            refuse("after a Url only # may follow: url_query adds to it")
        self.url = "path"
        return "part"
