#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// A small table of data, read from CSV beside a scenario or inside it; it does not change.
class Table {
  public:
    /// No columns and no rows: the initial value of a table parameter.
    Table() = default;

    /// Reads a header row and data rows; blank lines and lines that start with '#' are skipped.
    /// Cells may be "quoted", with \" and \\ and \n inside quotes or out.
    /// `source` names the file in messages, `first_line` is the line of it where `csv` begins.
    /// @throws InputError with the place if a row is not as long as the header, a column is named
    /// twice or there is no header
    static Table parse_csv(std::string_view csv, std::string source, std::size_t first_line = 1);

    /// Reads a file. @throws InputError as parse_csv(), or if there is no such file
    static Table read_csv(const std::filesystem::path& path, std::string source);

    /// @throws InputError unless there is one name a column, and the columns are equally long
    static Table from_columns(std::vector<std::string> names,
                              std::vector<std::vector<double>> columns, std::string source);

    std::size_t n_rows() const { return lines_.size(); }
    const std::vector<std::string>& columns() const { return names_; }
    bool has(std::string_view column) const;

    /// [n_rows]; an empty cell is NaN.
    /// @throws InputError with the place if the column is absent or a cell is no finite number
    std::span<const double> numbers(std::string_view column) const;

    /// [n_rows], without surrounding blanks
    /// @throws InputError if the column is absent or was made from numbers
    std::span<const std::string> texts(std::string_view column) const;

    /// Where a row was written: "file.csv:12".
    std::string place(std::size_t row) const;
    const std::string& source() const { return source_; }

    /// Canonical CSV: parse_csv(csv(), …) equals this table.
    std::string csv() const;

    /// The same names and cells, wherever they were written.
    bool operator==(const Table& other) const {
        return names_ == other.names_ && columns_ == other.columns_;
    }

  private:
    struct Column {
        std::vector<std::string> texts;            // empty if made from numbers
        std::vector<double> numbers;               // NaN where empty or no number
        std::optional<std::size_t> first_bad_row;  // the first cell that is no number
        void push_back(std::string cell);
        std::string cell(std::size_t row) const;
        bool operator==(const Column& other) const;
    };

    Table(std::vector<std::string> names, std::string source, std::size_t header_line);
    const Column& column(std::string_view name) const;

    std::string source_;
    std::size_t header_line_ = 1;
    std::vector<std::size_t> lines_;  // [n_rows], line of the source
    std::vector<std::string> names_;
    std::vector<Column> columns_;  // as names_
};

/// Checks the names in a column: none stands there twice, and all are among `known` (any if empty).
/// @throws InputError with the place and the nearest known name
void check_names(const Table& table, std::string_view column, std::span<const std::string> known);

}  // namespace sim
