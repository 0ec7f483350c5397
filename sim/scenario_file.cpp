#include <sim/scenario_file.hpp>

#include <sim/error.hpp>
#include <sim/scenario_toml.hpp>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>

namespace sim {
namespace {

namespace fs = std::filesystem;

/// A scenario file as found on disk.
struct Found {
    fs::path path;
    std::string label;  ///< as messages call it
    std::string name;   ///< of the scenario
};

/// The bundled scenario of this name, otherwise the file of this path relative to `asking`.
Found find(const std::string& name, const TomlFile& asking, const Folders& folders) {
    if (!name.starts_with('.') && !fs::path(name).is_absolute())
        for (const fs::path& folder : folders)
            if (const fs::path path = folder / (name + ".toml"); fs::is_regular_file(path))
                return {path, name + ".toml", name};
    const fs::path label_folder = fs::path(asking.label).parent_path();
    for (const std::string& written : {name, name + ".toml"})
        if (const fs::path path = asking.folder / written; fs::is_regular_file(path))
            return {path, (label_folder / written).string(), path.stem().string()};
    const bool is_path = name.ends_with(".toml");
    const std::string stem = is_path ? name.substr(0, name.size() - 5) : name;
    throw InputError(text("there is no ", is_path ? "file '" : "scenario '", name, "'",
                          hint(stem, scenario_names(folders))));
}

/// Lays files that extend each other together.
class Assembly {
  public:
    Assembly(std::shared_ptr<const Catalog> catalog, const Folders& folders)
        : catalog_(std::move(catalog)), folders_(folders) {}

    ScenarioParts parts_of(const Found& found) {
        chain_.push_back(fs::weakly_canonical(found.path));
        std::ifstream in(found.path, std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(in), {});
        return parts_of({found.label, found.path.parent_path(), text}, found.name);
    }

    ScenarioParts parts_of(const TomlFile& file, std::string name) {
        TomlContent content = read_toml(file, *catalog_);
        ScenarioParts parts{"", "", Values(catalog_)};
        if (const auto& extends = content.extends)
            parts = parts_of(located(extends->place, [&] { return base(extends->what, file); }));
        parts.name = std::move(name);
        parts.summary = std::move(content.summary);
        for (const auto& [event, place] : content.without)
            located(place, [&, &event = event] { remove_event(parts.events, event); });
        for (auto& [setting, place] : content.settings) {
            parts.values.set(setting.key, std::move(setting.value));
            parts.places[setting.key] = place;
        }
        std::move(content.events.begin(), content.events.end(), std::back_inserter(parts.events));
        for (Outcome& outcome : content.outcomes)
            put(parts.outcomes, std::move(outcome));
        return parts;
    }

  private:
    Found base(const std::string& name, const TomlFile& asking) const {
        const Found found = find(name, asking, folders_);
        if (std::find(chain_.begin(), chain_.end(), fs::weakly_canonical(found.path)) !=
            chain_.end())
            throw InputError(text("extends = \"", name,
                                  "\" goes in a circle; only a scenario that "
                                  "does not itself extend this one is allowed"));
        return found;
    }

    std::shared_ptr<const Catalog> catalog_;
    const Folders& folders_;
    std::vector<fs::path> chain_;  // the files so far, each extends the next
};

bool is_control(char letter) { return ('\0' <= letter && letter < ' ') || letter == '\x7f'; }

std::string in_quotes(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '\n')
            out += "\\n";
        else if (is_control(letter))
            out += sim::text("\\u00", digits[code / 16], digits[code % 16]);
        else
            out +=
                letter == '"' || letter == '\\' ? sim::text('\\', letter) : std::string(1, letter);
    }
    return out + '"';
}

std::string toml_key(std::string_view key) {
    constexpr std::string_view bare =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    const bool is_bare = key.find_first_not_of(bare) == key.npos;
    return is_bare ? std::string(key) : in_quotes(key);
}

std::string toml(const Value& value) {
    if (const auto* number = std::get_if<double>(&value)) {
        const std::string digits = text(*number);  // "8" would be an integer in TOML
        return digits.find_first_of(".e") == digits.npos ? digits + ".0" : digits;
    }
    if (const auto* option = std::get_if<std::string>(&value))
        return in_quotes(*option);
    if (const auto* table = std::get_if<std::shared_ptr<const Table>>(&value)) {
        const std::string csv = (*table)->csv();
        const bool is_plain = std::none_of(csv.begin(), csv.end(), [](char letter) {
            return letter == '\'' || (is_control(letter) && letter != '\n');
        });
        return is_plain && !csv.empty() ? "'''\n" + csv + "'''" : in_quotes(csv);
    }
    return shown(value);
}

/// { "a.b" = 1, … }; keys lose their first letters.
std::string toml(const std::vector<Setting>& settings, std::size_t n_letters) {
    std::string out;
    for (const auto& [key, value] : settings)
        out += text(out.empty() ? "{ " : ", ", toml_key(key.substr(n_letters)), " = ", toml(value));
    return out + " }";
}

std::string toml(const Event& event) {
    std::string out =
        text("\n[[event]]\nname = ", in_quotes(event.name), "\ndate = ", iso(event.date), '\n');
    if (event.until)
        out += text("until = ", iso(*event.until), '\n');
    if (!event.set.empty())
        out += text("set = ", toml(event.set, 0), '\n');
    if (!event.act.empty())
        out += text("act = ", in_quotes(event.act), '\n');
    if (!event.with.empty())
        out += text("with = ", toml(event.with, event.act.size() + 1), '\n');
    return out;
}

std::string toml(const Outcome& outcome) {
    std::string out = text("\n[[outcome]]\nname = ", in_quotes(outcome.name),
                           "\nseries = ", in_quotes(outcome.series), '\n');
    std::string where;
    for (const auto& [dimension, label] : outcome.where)
        where += text(where.empty() ? "{ " : ", ", toml_key(dimension), " = ", in_quotes(label));
    if (!where.empty())
        out += text("where = ", where, " }\n");
    if (outcome.on)
        out += text("on = ", iso(*outcome.on), '\n');
    else if (outcome.take != Outcome{}.take)
        out += text("take = ", in_quotes(outcome.take), '\n');
    if (outcome.share)
        out += "share = true\n";
    if (outcome.above)
        out += text("above = ", toml(Value(*outcome.above)), '\n');
    if (!outcome.given.empty())
        out += text("given = ", in_quotes(outcome.given), '\n');
    return out;
}

/// A section with its values that are not initial; the calendar is always written.
std::string toml(const Section& section, const Values& values) {
    std::string out;
    for (const AnyParameter& parameter : section.parameters) {
        const Value& value = values.at(key(parameter));
        if (section.name == "calendar" || !same(value, initial(parameter)))
            out += text(toml_key(key(parameter).substr(section.name.size() + 1)), " = ",
                        toml(value), '\n');
    }
    return out.empty() ? "" : text("\n[", toml_key(section.name), "]\n", out);
}

std::optional<std::int64_t> parse_whole(std::string_view written) {
    std::int64_t whole = 0;
    const char* const end = written.data() + written.size();
    const auto read = std::from_chars(written.data(), end, whole);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(whole) : std::nullopt;
}

/// Text as the value it looks like to this parameter; it need not be allowed.
Value value_in(const AnyParameter& parameter, const std::string& written) {
    if (std::holds_alternative<Parameter<Choice>>(parameter))
        return written;
    if (std::holds_alternative<Parameter<Table>>(parameter))
        return std::make_shared<const Table>(written.empty() ? Table()
                                                             : Table::read_csv(written, written));
    if (const auto date = parse_date(written))
        return *date;
    if (std::holds_alternative<Parameter<Date>>(parameter))
        throw InputError(text(key(parameter), " = ", written, " is no day; ", allowed(parameter),
                              " of the calendar is allowed"));
    if (const auto whole = parse_whole(written))
        return *whole;
    if (const auto number = parse_number(written))
        return *number;
    if (written == "true" || written == "false")
        return written == "true";
    return written;
}

}  // namespace

Scenario load_scenario(const std::string& name_or_path, std::shared_ptr<const Catalog> catalog,
                       const Folders& folders) {
    const Found found = find(name_or_path, {}, folders);
    return Scenario(Assembly(std::move(catalog), folders).parts_of(found));
}

Scenario parse_scenario(std::string_view toml, const std::string& source,
                        std::shared_ptr<const Catalog> catalog, const Folders& folders) {
    const fs::path path(source);
    const TomlFile file{source, path.parent_path(), std::string(toml)};
    std::string name = path.extension() == ".toml" ? path.stem().string() : source;
    return Scenario(Assembly(std::move(catalog), folders).parts_of(file, std::move(name)));
}

std::string canonical(const Scenario& scenario) {
    std::string out = "schema = 1\n";
    if (!scenario.summary().empty())
        out += text("summary = ", in_quotes(scenario.summary()), '\n');
    for (const Section& section : scenario.values().catalog().sections())
        out += toml(section, scenario.values());
    for (const Event& event : scenario.events())
        out += toml(event);
    for (const Outcome& outcome : scenario.outcomes())
        out += toml(outcome);
    return out;
}

Value parse_value(const Catalog& catalog, std::string_view key, std::string_view text) {
    return located("--set", [&] {
        const AnyParameter& parameter = catalog[catalog.index(key)];
        return checked(parameter, value_in(parameter, std::string(text)));
    });
}

std::vector<std::string> scenario_names(const Folders& folders) {
    std::set<std::string> names;
    for (const fs::path& folder : folders)
        if (fs::is_directory(folder))
            for (const auto& entry : fs::recursive_directory_iterator(folder))
                if (entry.path().extension() == ".toml")
                    names.insert(entry.path()
                                     .lexically_relative(folder)
                                     .replace_extension()
                                     .generic_string());
    return {names.begin(), names.end()};
}

}  // namespace sim
