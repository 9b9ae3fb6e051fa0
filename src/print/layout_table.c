#include "print/layout_inner.h"

/* Text of tables is 小四 on lines of 6.2 mm. */
static const double table_line_mm = 6.2;
static const double pad_x_mm = 1.2;
static const double pad_y_mm = 1.0;
static const double border_mm = 0.2;

typedef struct Grid {
    Layout *layout;
    const Table *table;
    size_t columns;
    double left_mm[TABLE_COLUMNS_MAX + 1]; /* borders, from the page's left */
} Grid;

typedef struct RowText {
    CellList cells[TABLE_COLUMNS_MAX];
    LineList lines[TABLE_COLUMNS_MAX];
    size_t count; /* lines of the longest cell, at least 1 */
    bool head;
} RowText;

static Grid grid_of(Layout *layout, const Table *table)
{
    Grid grid = { .layout = layout, .table = table, .columns = table->columns.count };
    double sum = 0;
    for (size_t c = 0; c < grid.columns; c++)
        sum += table->columns.items[c].width;
    grid.left_mm[0] = TYPE_LEFT_MM;
    for (size_t c = 0; c < grid.columns; c++) {
        double share =
            sum > 0 ? table->columns.items[c].width / sum : 1.0 / (double)grid.columns;
        grid.left_mm[c + 1] = grid.left_mm[c] + TYPE_WIDTH_MM * share;
    }
    return grid;
}

static double inner_width(const Grid *grid, size_t column)
{
    return grid->left_mm[column + 1] - grid->left_mm[column] - 2 * pad_x_mm;
}

/* Names in a list (旗人社局、旗工信局) stay whole where they fit their cell. */
static void keep_names(CellList *cells, double width_mm)
{
    size_t start = 0;
    double wide = 0;
    for (size_t i = 0; i <= cells->count; i++) {
        uint32_t c = i < cells->count ? cells->items[i].character : '\n';
        if (c != '\n' && c != 0x3001) {
            wide += cells->items[i].width_mm;
            continue;
        }
        for (size_t k = start + 1; wide <= width_mm && k < i; k++)
            cells->items[k].together = true;
        start = i + 1;
        wide = 0;
    }
}

static RowText row_text(const Grid *grid, const char *const *texts, FontRole role)
{
    RowText row = { .count = 1, .head = role == FONT_HEI };
    for (size_t c = 0; c < grid->columns; c++) {
        row.cells[c] = cells_of(grid->layout, role, texts[c], TABLE_MM);
        double width = inner_width(grid, c);
        if (grid->table->columns.items[c].align == CELL_CENTRED)
            keep_names(&row.cells[c], width);
        row.lines[c] = break_lines(grid->layout->op->arena, &row.cells[c], width, width);
        if (row.lines[c].count > row.count)
            row.count = row.lines[c].count;
    }
    return row;
}

static double height_of(size_t lines)
{
    return (double)lines * table_line_mm + 2 * pad_y_mm;
}

static void draw_borders(const Grid *grid, double top_mm, double bottom_mm)
{
    double left = grid->left_mm[0];
    double right = grid->left_mm[grid->columns];
    SheetRule rule = { .x1_mm = left, .x2_mm = right, .width_mm = border_mm };
    rule.y1_mm = rule.y2_mm = top_mm;
    layout_rule(grid->layout, rule);
    rule.y1_mm = rule.y2_mm = bottom_mm;
    layout_rule(grid->layout, rule);
    for (size_t c = 0; c <= grid->columns; c++) {
        double x = grid->left_mm[c];
        layout_rule(grid->layout, (SheetRule){ x, top_mm, x, bottom_mm, border_mm, INK_BLACK });
    }
}

static void draw_cell(const Grid *grid, const RowText *row, size_t column, size_t from,
                      size_t to)
{
    const LineList *lines = &row->lines[column];
    bool whole = from == 0 && to == row->count;
    bool centred = row->head || grid->table->columns.items[column].align == CELL_CENTRED;
    double width = inner_width(grid, column);
    double y = grid->layout->y_mm + pad_y_mm;
    if (whole) /* short cells stand in the middle of their row */
        y += (double)(row->count - (lines->count < 1 ? 1 : lines->count)) * table_line_mm / 2;
    TextStyle style = { .size_mm = TABLE_MM, .narrow = 1, .ink = INK_BLACK };
    for (size_t i = from; i < to && i < lines->count; i++) {
        double x = grid->left_mm[column] + pad_x_mm;
        if (centred)
            x += (width - break_width(&row->cells[column], lines->items[i])) / 2;
        draw_line(grid->layout, &row->cells[column], lines->items[i], x,
                  baseline_in(y, table_line_mm, TABLE_MM), width, !centred, style);
        y += table_line_mm;
    }
}

/* Lines from … to of a row, which fit on the page. */
static void draw_part(const Grid *grid, const RowText *row, size_t from, size_t to)
{
    double height = height_of(to - from);
    for (size_t c = 0; c < grid->columns; c++)
        draw_cell(grid, row, c, from, to);
    draw_borders(grid, grid->layout->y_mm, grid->layout->y_mm + height);
    grid->layout->y_mm += height;
}

static size_t lines_that_fit(const Layout *layout)
{
    double room = TYPE_BOTTOM_MM - layout->y_mm - 2 * pad_y_mm;
    return room >= table_line_mm ? (size_t)(room / table_line_mm + 0.001) : 0;
}

static Status next_page(const Grid *grid, const RowText *head)
{
    TRY(layout_new_page(grid->layout));
    if (!grid->table->untitled && head->count < GRID_LINES)
        draw_part(grid, head, 0, head->count);
    return OK;
}

/* A row goes whole to the next page when it does not fit, unless it is
 * longer than half a page: then it is parted. */
static Status flow_row(const Grid *grid, const RowText *head, const RowText *row)
{
    size_t from = 0;
    while (from < row->count) {
        size_t fit = lines_that_fit(grid->layout);
        size_t rest = row->count - from;
        bool part = rest > GRID_LINES / 2 && fit >= 3;
        if (rest > fit && !part) {
            TRY(next_page(grid, head));
            fit = lines_that_fit(grid->layout);
        }
        size_t to = from + (rest < fit ? rest : fit);
        if (to == from)
            return op_fail(grid->layout->op, INVALID, "公文里的表头太高，一页放不下。");
        draw_part(grid, row, from, to);
        from = to;
    }
    return OK;
}

Status flow_table(Layout *layout, const Table *table)
{
    Grid grid = grid_of(layout, table);
    const char *titles[TABLE_COLUMNS_MAX] = { NULL };
    for (size_t c = 0; c < grid.columns; c++)
        titles[c] = table->columns.items[c].title;
    RowText head = row_text(&grid, titles, FONT_HEI);
    if (!table->untitled) {
        if (lines_that_fit(layout) < head.count + 2)
            TRY(layout_new_page(layout));
        draw_part(&grid, &head, 0, head.count);
    }
    for (size_t r = 0; r < table->rows.count; r++) {
        RowText row = row_text(&grid, table->rows.items[r].cells, FONT_FANGSONG);
        TRY(flow_row(&grid, &head, &row));
    }
    layout_snap(layout);
    return OK;
}
