#include <sim/table.hpp>

#include <sim/error.hpp>

#include <boost/tokenizer.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>

namespace sim {
namespace {

std::string trimmed(const std::string& cell) {
    const std::size_t first = cell.find_first_not_of(" \t");
    if (first == cell.npos)
        return {};
    return cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string> split(const std::string& line, const std::string& place) {
    using Cells = boost::tokenizer<boost::escaped_list_separator<char>>;
    std::vector<std::string> cells;
    try {
        for (const std::string& cell : Cells(line))
            cells.push_back(trimmed(cell));
    } catch (const boost::escaped_list_error&) {
        throw InputError(place + R"(: '\' stands before something else than ", n or \; write \\)");
    }
    return cells;
}

/// The first line of `rest`, which loses it, without the end of line.
std::string take_line(std::string_view& rest) {
    const std::size_t length = std::min(rest.find('\n'), rest.size());
    std::string line(rest.substr(0, length));
    rest.remove_prefix(std::min(length + 1, rest.size()));
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

std::string joined(std::span<const std::string> cells) {
    std::string line;
    for (const std::string& cell : cells)
        line += (line.empty() ? "" : ", ") + cell;
    return line;
}

/// A cell as CSV writes it. A lone empty cell is quoted too, for a blank line is no row.
std::string escaped(const std::string& cell, bool alone) {
    const bool plain = cell.find_first_of(",\"\\\n#") == cell.npos;
    if (plain && !(alone && cell.empty()))
        return cell;
    std::string out = "\"";
    for (const char letter : cell)
        if (letter == '\n')
            out += "\\n";
        else
            out += letter == '"' || letter == '\\' ? text('\\', letter) : std::string(1, letter);
    return out + '"';
}

}  // namespace

Table::Table(std::vector<std::string> names, std::string source, std::size_t header_line)
    : source_(std::move(source)), header_line_(header_line), names_(std::move(names)),
      columns_(names_.size()) {
    for (auto name = names_.begin(); name != names_.end(); ++name)
        if (std::find(names_.begin(), name, *name) != name)
            throw InputError(text(source_, ':', header_line_, ": two columns are named '", *name,
                                  "'; names must differ"));
}

std::string Table::Column::cell(std::size_t row) const {
    if (!texts.empty())
        return texts[row];
    return numbers[row] == numbers[row] ? text(numbers[row]) : "";
}

bool Table::Column::operator==(const Column& other) const {
    if (numbers.size() != other.numbers.size())
        return false;
    if (!texts.empty() && !other.texts.empty())
        return texts == other.texts;
    for (std::size_t row = 0; row < numbers.size(); ++row)
        if (cell(row) != other.cell(row))
            return false;
    return true;
}

void Table::Column::push_back(std::string cell) {
    const std::optional<double> number = parse_number(cell);
    if (!number && !cell.empty() && !first_bad_row)
        first_bad_row = texts.size();
    numbers.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
    texts.push_back(std::move(cell));
}

Table Table::parse_csv(std::string_view csv, std::string source, std::size_t first_line) {
    if (csv.starts_with("\xEF\xBB\xBF"))  // the byte order mark that spreadsheets write
        csv.remove_prefix(3);
    Table table;
    for (std::size_t line = first_line; !csv.empty(); ++line) {
        const std::string written = take_line(csv);
        if (trimmed(written).empty() || written.starts_with('#'))
            continue;
        std::vector<std::string> cells = split(written, text(source, ':', line));
        if (table.names_.empty()) {
            table = Table(std::move(cells), source, line);
            continue;
        }
        if (cells.size() != table.names_.size())
            throw InputError(text(source, ':', line, ": this row has ", cells.size(),
                                  " cells; it needs ", table.names_.size(), ", one for each of ",
                                  joined(table.names_)));
        for (std::size_t i = 0; i < cells.size(); ++i)
            table.columns_[i].push_back(std::move(cells[i]));
        table.lines_.push_back(line);
    }
    if (table.names_.empty())
        throw InputError(text(source, ':', first_line,
                              ": the table is empty; its first row must name the columns"));
    return table;
}

Table Table::read_csv(const std::filesystem::path& path, std::string source) {
    if (!std::filesystem::is_regular_file(path))
        throw InputError(
            text("there is no file '", source, "'; the path of a CSV file is allowed"));
    std::ifstream in(path, std::ios::binary);
    return parse_csv(std::string(std::istreambuf_iterator<char>(in), {}), std::move(source));
}

Table Table::from_columns(std::vector<std::string> names, std::vector<std::vector<double>> columns,
                          std::string source) {
    Table table(std::move(names), std::move(source), 1);
    const std::size_t n_rows = columns.empty() ? 0 : columns[0].size();
    if (columns.size() != table.names_.size() ||
        std::any_of(columns.begin(), columns.end(),
                    [&](const auto& column) { return column.size() != n_rows; }))
        throw InputError(text(table.source_,
                              ": columns must be equally long and have one name "
                              "each; names are ",
                              joined(table.names_)));
    for (std::size_t i = 0; i < columns.size(); ++i)
        table.columns_[i].numbers = std::move(columns[i]);
    for (std::size_t row = 0; row < n_rows; ++row)
        table.lines_.push_back(row + 2);  // as csv() would write it
    return table;
}

bool Table::has(std::string_view column) const {
    return std::find(names_.begin(), names_.end(), column) != names_.end();
}

const Table::Column& Table::column(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end())
        throw InputError(text(source_, ':', header_line_, ": there is no column '", name,
                              "'; there is ", joined(names_)));
    return columns_[static_cast<std::size_t>(found - names_.begin())];
}

std::span<const double> Table::numbers(std::string_view column) const {
    const Column& found = this->column(column);
    if (const auto row = found.first_bad_row)
        throw InputError(text(place(*row), ": ", column, " = '", found.texts[*row],
                              "' is no number; a number like 0.5 or an empty cell is allowed"));
    return found.numbers;
}

std::span<const std::string> Table::texts(std::string_view column) const {
    const Column& found = this->column(column);
    if (found.texts.size() != n_rows())
        throw InputError(text(source_, ":", header_line_, ": column '", column,
                              "' holds numbers; text is needed"));
    return found.texts;
}

std::string Table::place(std::size_t row) const { return text(source_, ':', lines_.at(row)); }

std::string Table::csv() const {
    std::string out;
    const auto write_row = [&](const auto& cell_of) {
        for (std::size_t i = 0; i < names_.size(); ++i)
            out += (i == 0 ? "" : ",") + escaped(cell_of(i), names_.size() == 1);
        out += names_.empty() ? "" : "\n";
    };
    write_row([&](std::size_t i) { return names_[i]; });
    for (std::size_t row = 0; row < n_rows(); ++row)
        write_row([&](std::size_t i) { return columns_[i].cell(row); });
    return out;
}

void check_names(const Table& table, std::string_view column, std::span<const std::string> known) {
    const auto names = table.texts(column);
    for (auto name = names.begin(); name != names.end(); ++name) {
        const std::string place = table.place(static_cast<std::size_t>(name - names.begin()));
        if (!known.empty() && std::find(known.begin(), known.end(), *name) == known.end())
            throw InputError(
                text(place, ": ", column, " '", *name, "' is unknown", hint(*name, known)));
        if (std::find(names.begin(), name, *name) != name)
            throw InputError(
                text(place, ": ", column, " '", *name, "' stands here twice; once is allowed"));
    }
}

}  // namespace sim
