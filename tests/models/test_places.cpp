#include <models/places.hpp>

#include <tests/models/trial.hpp>

namespace {

using models::Kind;
using models::Process;

models::World populated(const std::string& structures, const std::string& rest = "") {
    return trial::Trial(
               trial::only({"structures"}, 1,
                           "[population]\nsize = 2000\n" + rest + "[structures]\n" + structures))
        .world;
}

std::int64_t n(const models::World& world, Kind kind) {
    return std::count(world.places.kind.begin(), world.places.kind.end(), kind);
}

std::int64_t n(const models::World& world, Process process) {
    return std::count(world.places.process.begin(), world.places.process.end(), process);
}

std::string refusal(const std::string& rows) {
    return trial::message_of([&] { populated(trial::kinds(rows)); });
}

}  // namespace

// C21: 258 labs; F36: small firms beside them.
TEST(Places, there_are_as_many_of_each_kind_as_the_table_says) {
    const models::World world = populated("");
    EXPECT_EQ(n(world, Kind::fab_lab), 147);
    EXPECT_EQ(n(world, Kind::makerspace), 53);
    EXPECT_EQ(n(world, Kind::third_place), 38);
    EXPECT_EQ(n(world, Kind::industrial_lab), 20);
    EXPECT_EQ(n(world, Kind::small_firm), 10);
    EXPECT_EQ(world.places.size, 268u);
}

TEST(Places, a_small_world_keeps_its_share_of_all_labs) {
    for (const double scale : {0.5, 0.1, 0.02, 0.01}) {
        const models::World world = populated("", sim::text("scale = ", scale, "\n"));
        EXPECT_EQ(world.places.size - n(world, Kind::small_firm), std::floor(258 * scale + 0.5));
    }
}

TEST(Places, labs_are_as_abundant_as_the_definition_makes_them) {
    EXPECT_EQ(populated("abundance = 2\n").places.size, 2 * 258u + 10);
    EXPECT_EQ(populated("abundance = 0\n").places.size, 10u);
}

// 71 of 100 labs have a laser (C23): 2,580 labs, sd 23.
TEST(Places, labs_cut_sew_or_print) {
    const models::World world = populated("abundance = 10\n");
    EXPECT_NEAR(double(n(world, Process::laser)), 1832, 100);
    EXPECT_NEAR(double(n(world, Process::sewing)), 168.7, 60);  // sd 12
    EXPECT_EQ(n(world, Process::small_firm), 10);
    for (std::uint32_t i = 0; i < world.places.size; ++i) {
        const Kind kind = world.places.kind[i];
        const double printers = kind == Kind::third_place      ? 3
                                : kind == Kind::industrial_lab ? 8
                                                               : 5;
        const Process process = world.places.process[i];
        EXPECT_TRUE(process != Process::printing || world.places.machines[i] == printers);
        EXPECT_TRUE(process != Process::laser || world.places.machines[i] == 1);
    }
}

TEST(Places, more_of_one_kind_leaves_those_of_others_as_they_were) {
    const std::string makerspaces = "makerspace,30,0.5,0.1,5,4,0.2,1\n";
    const models::World few =
        populated(trial::kinds("fab lab,5,0.5,0.1,5,4,0.2,1\n" + makerspaces));
    const models::World many =
        populated(trial::kinds("fab lab,50,0.5,0.1,5,4,0.2,1\n" + makerspaces));
    const auto same = [&](auto column, std::uint32_t first, std::uint32_t n_labs,
                          std::uint32_t first_of_many) {
        return std::equal((few.places.*column).begin() + first,
                          (few.places.*column).begin() + first + n_labs,
                          (many.places.*column).begin() + first_of_many);
    };
    using models::Places;
    for (const auto& [first, n_labs, of_many] :
         {std::array{0u, 5u, 0u}, std::array{5u, 30u, 50u}}) {
        EXPECT_TRUE(same(&Places::process, first, n_labs, of_many));
        EXPECT_TRUE(same(&Places::patience, first, n_labs, of_many));
        EXPECT_TRUE(same(&Places::rank, first, n_labs, of_many));
        EXPECT_TRUE(same(&Places::fragility, first, n_labs, of_many));
    }
}

// Binomial(2,000, .25): sd 19.4.
TEST(Places, members_belong_to_one_lab_of_their_own_territory) {
    const models::World world = populated("lab_members = 0.25\n", R"(territories = """
territory,population,labs,latitude,longitude
A,65096768,1,45,0
B,65096768,3,46,0
"""
)");
    EXPECT_NEAR(double(world.places.members.size()), world.persons.size * 0.25,
                4.5 * std::sqrt(world.persons.size * 0.1875));
    std::vector<int> of_lab(world.places.size);
    for (models::PersonId p = 0; p < world.persons.size; ++p) {
        const std::uint32_t lab = world.persons.lab[p];
        const bool member = std::ranges::binary_search(world.places.members, p);
        ASSERT_EQ(lab != models::Persons::no_lab, member);
        if (!member)
            continue;
        of_lab[lab] += 1;
        ASSERT_EQ(world.places.territory[lab], world.persons.territory[p]);
        ASSERT_NE(world.places.kind[lab], Kind::small_firm);
    }
    EXPECT_GT(std::ranges::count_if(of_lab, [](int members) { return members > 0; }), 200);
}

// One lab more draws some members to itself; nobody goes from one old lab to another.
TEST(Places, a_new_lab_takes_members_from_others_and_moves_nobody_else) {
    const auto labs = [](int n_labs) {
        return populated("lab_members = 1\n" +
                         trial::kinds(sim::text("fab lab,", n_labs, ",1,0,5,4,0.5,1\n")));
    };
    const auto before = labs(9).persons.lab, after = labs(10).persons.lab;
    int moved = 0;
    for (std::size_t p = 0; p < before.size(); ++p) {
        ASSERT_TRUE(after[p] == 9 || after[p] == before[p]);
        moved += after[p] == 9;
    }
    EXPECT_NEAR(moved, 200, 60);  // sd 13.4
}

TEST(Places, a_bad_table_is_refused_with_its_line) {
    const std::string unknown = refusal("fablab,1,0,0,0,0,0,1\n");
    EXPECT_TRUE(unknown.starts_with("trial.toml:")) << unknown;
    EXPECT_NE(unknown.find("did you mean 'fab lab'"), std::string::npos) << unknown;
    EXPECT_NE(refusal("fab lab,1,0,0,0,0,0,1\nfab lab,2,0,0,0,0,0,1\n").find("fab lab"),
              std::string::npos);
    const std::string negative = refusal("fab lab,-1,0,0,0,0,0,1\n");
    EXPECT_NE(negative.find("number = -1 is missing or outside [0, "), std::string::npos)
        << negative;
    const std::string shares = refusal("fab lab,1,0.7,0.4,0,0,0,1\n");
    EXPECT_NE(shares.find("laser + sewing = 1.1"), std::string::npos) << shares;
    EXPECT_NE(refusal("fab lab,1,0,0,,0,0,1\n").find("printers"), std::string::npos);
    EXPECT_NE(refusal("fab lab,1,0,0,0,0,2,1\n").find("governance = 2"), std::string::npos);
    EXPECT_NE(refusal("fab lab,1,0,0,0,256,0,1\n").find("sewing_machines = 256"),
              std::string::npos);
    EXPECT_NE(refusal("fab lab,1,0,0,0,0,0,101\n").find("fragility = 101"), std::string::npos);
    EXPECT_EQ(refusal("fab lab,1,0.7,0.3,0,0,0,1\n"), "");
    EXPECT_EQ(refusal("fab lab,1,0,0,255,255,1,100\n"), "");
}
