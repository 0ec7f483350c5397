#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

/// Errors and the text they are made of.
namespace sim {

/// Something the user can mend. what() reads "file:line: what is wrong; what is allowed".
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Checks what only a mistake of ours can break.
/// @throws std::logic_error saying `what` unless it `holds`
void ensure(bool holds, std::string_view what);

/// The finite number that is written, like "0.05" or "1e-3"; nothing if there is anything else.
std::optional<double> parse_number(std::string_view written);

/// The known name that `wrong` was probably meant to be; "" when none is near.
/// Damerau–Levenshtein distance with adjacent transpositions (doi:10.1145/363958.363994).
std::string nearest(std::string_view wrong, std::span<const std::string> known);

/// The end of a sentence about an unknown name: "; did you mean 'rate'?", or all known names.
std::string hint(std::string_view wrong, std::span<const std::string> known);

/// What `make` returns; an InputError from it gets "<place>: " in front, unless place is "".
template <class Make>
decltype(auto) located(const std::string& place, const Make& make) {
    try {
        return make();
    } catch (const InputError& error) {
        throw InputError(place.empty() ? error.what() : place + ": " + error.what());
    }
}

void append_text(std::string& out, std::string_view part);
void append_text(std::string& out, double number);
inline void append_text(std::string& out, char letter) { out += letter; }
template <std::integral Number>
void append_text(std::string& out, Number number) {
    out += std::to_string(number);
}

/// The parts one after another; a number in the fewest digits that read back as the same number.
template <class... Parts>
std::string text(const Parts&... parts) {
    std::string out;
    (append_text(out, parts), ...);
    return out;
}

}  // namespace sim
