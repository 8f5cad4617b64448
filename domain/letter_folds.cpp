#include "domain/letter_folds.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace domain {
namespace {

struct Block {
  char32_t first;
  std::u32string_view folded;  // of `first` and what follows it
};

// From the Unicode character database 14: lower case, compatibility decomposition without marks, and beyond it letters
// that people type for one another (dotless i, o with stroke, alef, yeh, kaf and heh in all their forms, digits).
// Capitals stand for several letters, see `several`; '_' for nothing.
// Its lines would be broken anew in each run.
// clang-format off
constexpr Block blocks[] = {
    {0x00c0,
     U"aaaaaaAceeeeiiiidnooooo\u00d7ouuuuyTSaaaaaaAceeeeiiiidnooooo\u00f7ouuuuyTyaaaaaaccccccccddddeeeeeeeeeegggggg"
     U"gghhhhiiiiiiiiiiIIjjkkkllllllllllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzsƀbƃƃƅƅɔƈƈɖdƌƌƍ"
     U"eeɛƒƒɠɣƕɩɨkkƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋyyƶƶʒƹƹƺƻƽƽƾƿǀǁǂǃDDDLLLNNNaaiioouuuuuuuuuueaaaaAAǥǥggkkooooʒʒjDDDggƕƿnn"
     U"aaAAooaaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹ\u2c65ȼȼƚ\u2c66ȿɀɂɂƀʉʌɇɇɉɉɋɋɍɍɏɏ"},
    {0x0370,
     U"ͱͱͳͳʹ\u0375ͷͷ___ͻͼͽ\u037eϳ____\u0384\u0385α\u0387εηι_ο_υωιαβγδεζηθικλμνξοπρ_στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσ"
     U"στυφχψωιυουωϗβθυυυφπϗϙϙϛϛϝϝϟϟϡϡϣϣϥϥϧϧϩϩϫϫϭϭϯϯκρσϳθε\u03f6ϸϸσϻϻϼͻͼͽ"},
    {0x0400,
     U"ееђгєѕііјљњћкиуџабвгдежзииклмнопрстуфхцчшщъыьэюяабвгдежзииклмнопрстуфхцчшщъыьэюяееђгєѕііјљњћкиуџѡѡѣѣѥѥѧѧѩѩѫѫ"
     U"ѭѭѯѯѱѱѳѳѵѵѵѵѹѹѻѻѽѽѿѿҁҁ\u0482_______ҋҋҍҍҏҏггғғҕҕҗҗҙҙққҝҝҟҟҡҡңңҥҥҧҧҩҩҫҫҭҭүүұұҳҳҵҵҷҷҹҹһһҽҽҿҿӏжжӄӄӆӆӈӈӊӊӌӌӎӎӏааа"
     U"аӕӕееәәәәжжззӡӡииииооөөөөээууууууччӷӷыыӻӻӽӽӿӿԁԁԃԃԅԅԇԇԉԉԋԋԍԍԏԏԑԑԓԓԕԕԗԗԙԙԛԛԝԝԟԟԡԡԣԣԥԥԧԧԩԩ"
     U"ԫ"
     U"ԫ"
     U"ԭ"
     U"ԭ"
     U"ԯ"
     U"ԯ"},
    {0x0531, U"աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ"},
    {0x0621,
     U"_\u0627\u0627\u0648\u0627\u064a\u0627\u0628\u0647\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632"
     U"\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u063b\u063c\u063d\u063e\u063f_\u0641\u0642\u0643\u0644"
     U"\u0645\u0646\u0647\u0648\u064a\u064a_____________________0123456789\u066a\u066b\u066c\u066d\u066e\u066f_"
     U"\u0627\u0627\u0627\u0674\u0627\u0648\u0648\u064a\u0679\u067a\u067b\u067c\u067d\u067e\u067f\u0680\u0681\u0682"
     U"\u0683\u0684\u0685\u0686\u0687\u0688\u0689\u068a\u068b\u068c\u068d\u068e\u068f\u0690\u0691\u0631\u0631\u0694"
     U"\u0631\u0696\u0697\u0698\u0699\u069a\u069b\u069c\u069d\u069e\u069f\u06a0\u06a1\u06a2\u06a3\u06a4\u06a5\u06a6"
     U"\u06a7\u06a8\u0643\u0643\u06af\u06ac\u06ad\u06ae\u06af\u06b0\u06b1\u06b2\u06b3\u06b4\u0644\u06b6\u06b7\u06b8"
     U"\u06b9\u06ba\u06bb\u06bc\u06bd\u0647\u06bf\u0647\u0647\u0647\u0647\u0648\u0648\u0648\u0648\u0648\u0648\u0648"
     U"\u0648\u064a\u064a\u064a\u06cf\u064a\u064a\u064a\u064a\u06d4\u0647"},
    {0x10a0, U"ⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥ"},
    {0x1c90, U"აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹჺ__ჽჾჿ"},
    {0x1e00,
     U"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrsssssssssstt"
     U"ttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas\u1e9c\u1e9dS\u1e9faaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeei"
     U"iiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy\u1efb\u1efb\u1efd\u1efd\u1eff\u1eff"},
    {0x1f00,
     U"ααααααααααααααααεεεεεε__εεεεεε__ηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιιοοοοοο__οοοοοο__υυυυυυυυ_υ_υ_υ_υωωωωωωωωωωωω"
     U"ωωωωααεεηηιιοουυωω__ααααααααααααααααηηηηηηηηηηηηηηηηωωωωωωωωωωωωωωωωααααα_ααααααα\u1fbdι\u1fbf\u1fc0\u1fc1ηη"
     U"η_ηηεεηηη\u1fcd\u1fce\u1fcfιιιι__ιιιιιι_\u1fdd\u1fde\u1fdfυυυυρρυυυυυυρ\u1fed\u1fee\u1fef__ωωω_ωωοοωωω"},
    {0xfb50,
     U"\u0627\u0627\u067b\u067b\u067b\u067b\u067e\u067e\u067e\u067e\u0680\u0680\u0680\u0680\u067a\u067a\u067a\u067a"
     U"\u067f\u067f\u067f\u067f\u0679\u0679\u0679\u0679\u06a4\u06a4\u06a4\u06a4\u06a6\u06a6\u06a6\u06a6\u0684\u0684"
     U"\u0684\u0684\u0683\u0683\u0683\u0683\u0686\u0686\u0686\u0686\u0687\u0687\u0687\u0687\u068d\u068d\u068c\u068c"
     U"\u068e\u068e\u0688\u0688\u0698\u0698\u0691\u0691\u0643\u0643\u0643\u0643\u06af\u06af\u06af\u06af\u06b3\u06b3"
     U"\u06b3\u06b3\u06b1\u06b1\u06b1\u06b1\u06ba\u06ba\u06bb\u06bb\u06bb\u06bb\u0647\u0647\u0647\u0647\u0647\u0647"
     U"\u0647\u0647\u0647\u0647\u064a\u064a\u064a\u064a"},
    {0xfbd3,
     U"\u06ad\u06ad\u06ad\u06ad\u0648\u0648\u0648\u0648\u0648\u0648\u0648\u0648\u0648\u0648\u0648\u0648\u0648\u064a"
     U"\u064a\u064a\u064a\u064a\u064a"},
    {0xfbfc, U"\u064a\u064a\u064a\u064a"},
    {0xfe70,
     U"___\ufe73_____________\u0627\u0627\u0627\u0627\u0648\u0648\u0627\u0627\u064a\u064a\u064a\u064a\u0627\u0627"
     U"\u0628\u0628\u0628\u0628\u0647\u0647\u062a\u062a\u062a\u062a\u062b\u062b\u062b\u062b\u062c\u062c\u062c\u062c"
     U"\u062d\u062d\u062d\u062d\u062e\u062e\u062e\u062e\u062f\u062f\u0630\u0630\u0631\u0631\u0632\u0632\u0633\u0633"
     U"\u0633\u0633\u0634\u0634\u0634\u0634\u0635\u0635\u0635\u0635\u0636\u0636\u0636\u0636\u0637\u0637\u0637\u0637"
     U"\u0638\u0638\u0638\u0638\u0639\u0639\u0639\u0639\u063a\u063a\u063a\u063a\u0641\u0641\u0641\u0641\u0642\u0642"
     U"\u0642\u0642\u0643\u0643\u0643\u0643\u0644\u0644\u0644\u0644\u0645\u0645\u0645\u0645\u0646\u0646\u0646\u0646"
     U"\u0647\u0647\u0647\u0647\u0648\u0648\u064a\u064a\u064a\u064a\u064a\u064aMMMMMMMM"},
    {0xff10, U"0123456789"},
    {0xff21, U"abcdefghijklmnopqrstuvwxyz\uff3b\uff3c\uff3d\uff3e\uff3f\uff40abcdefghijklmnopqrstuvwxyz"},
};
// clang-format on

constexpr std::pair<char32_t, std::u32string_view> several[] = {
    {U'A', U"ae"}, {U'D', U"dz"}, {U'I', U"ij"}, {U'L', U"lj"}, {U'M', U"\u0644\u0627"},
    {U'N', U"nj"}, {U'O', U"oe"}, {U'S', U"ss"}, {U'T', U"th"},
};

// Zeros of further scripts' digits.
constexpr std::array<char32_t, 13> zeros{0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66,
                                         0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x1040, 0x17e0};

using Range = std::pair<char32_t, char32_t>;

// Marks that are not written by everybody, joiners, directions, and the signs that stand for an apostrophe.
constexpr Range nothing[] = {
    {0x0027, 0x0027}, {0x0060, 0x0060}, {0x00ad, 0x00ad}, {0x00b4, 0x00b4}, {0x02b9, 0x02bf}, {0x0300, 0x036f},
    {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x05bf, 0x05bf}, {0x05c1, 0x05c2}, {0x05c4, 0x05c5}, {0x05c7, 0x05c7},
    {0x0610, 0x061a}, {0x061c, 0x061c}, {0x06d6, 0x06dc}, {0x06df, 0x06e8}, {0x06ea, 0x06ed}, {0x1ab0, 0x1aff},
    {0x1dc0, 0x1dff}, {0x200d, 0x200f}, {0x2018, 0x2019}, {0x202a, 0x202e}, {0x2060, 0x206f}, {0x20d0, 0x20ff},
    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
};

// Between words.
constexpr Range separators[] = {
    {0x0000, 0x002f}, {0x003a, 0x0040},   {0x005b, 0x0060},    {0x007b, 0x00a9}, {0x00ab, 0x00b4}, {0x00b6, 0x00b9},
    {0x00bb, 0x00bf}, {0x00d7, 0x00d7},   {0x00f7, 0x00f7},    {0x02c2, 0x02df}, {0x037e, 0x037e}, {0x0384, 0x0385},
    {0x0387, 0x0387}, {0x0482, 0x0482},   {0x055a, 0x055f},    {0x0589, 0x058f}, {0x05be, 0x05be}, {0x05c0, 0x05c0},
    {0x05c3, 0x05c3}, {0x05c6, 0x05c6},   {0x05f3, 0x05f4},    {0x0600, 0x060f}, {0x061b, 0x061f}, {0x066a, 0x066d},
    {0x06d4, 0x06d4}, {0x06dd, 0x06de},   {0x06e9, 0x06e9},    {0x0700, 0x070f}, {0x0964, 0x0965}, {0x0970, 0x0970},
    {0x0e2f, 0x0e2f}, {0x0e3f, 0x0e3f},   {0x0e4f, 0x0e4f},    {0x0e5a, 0x0e5b}, {0x104a, 0x104f}, {0x10fb, 0x10fb},
    {0x1360, 0x1368}, {0x1680, 0x1680},   {0x16eb, 0x16ed},    {0x17d4, 0x17db}, {0x1fbd, 0x1fbd}, {0x1fbf, 0x1fc1},
    {0x1fcd, 0x1fcf}, {0x1fdd, 0x1fdf},   {0x1fed, 0x1fef},    {0x2000, 0x200b}, {0x2010, 0x2017}, {0x201a, 0x2029},
    {0x202f, 0x205f}, {0x20a0, 0x20cf},   {0x2100, 0x2bff},    {0x2e00, 0x2e7f}, {0x3000, 0x3004}, {0x3008, 0x3020},
    {0x3030, 0x3030}, {0x303d, 0x303f},   {0x30fb, 0x30fb},    {0xd800, 0xf8ff}, {0xfd3e, 0xfd3f}, {0xfdfc, 0xfdfd},
    {0xfe10, 0xfe1f}, {0xfe30, 0xfe6f},   {0xff01, 0xff0f},    {0xff1a, 0xff20}, {0xff3b, 0xff40}, {0xff5b, 0xff65},
    {0xffe0, 0xffff}, {0x1f000, 0x1faff}, {0xe0000, 0x10ffff},
};

static_assert(std::ranges::is_sorted(blocks, {}, &Block::first));
static_assert(std::ranges::is_sorted(nothing) && std::ranges::is_sorted(separators));

template <std::size_t Size>
bool is_in(const Range (&ranges)[Size], char32_t character) {
  const auto* after = std::ranges::upper_bound(ranges, character, {}, &Range::first);
  return after != std::begin(ranges) && character <= std::prev(after)->second;
}

}  // namespace

bool is_between_words(char32_t character) {
  return is_in(separators, character) && !is_in(nothing, character);
}

void append_folded(char32_t letter, std::u32string& to) {
  if (letter >= U'A' && letter <= U'Z') return to.push_back(letter + 0x20);
  if (letter >= U'a' && letter <= U'z') return to.push_back(letter);
  if (is_in(nothing, letter)) return;
  char32_t folded = letter;
  const auto* after = std::ranges::upper_bound(blocks, letter, {}, &Block::first);
  if (after != std::begin(blocks)) {
    const Block& block = *std::prev(after);
    if (letter - block.first < block.folded.size()) folded = block.folded[letter - block.first];
  }
  if (folded == U'_') return;
  for (const auto& [sign, letters] : several) {
    if (folded == sign) return void(to.append(letters));
  }
  for (const char32_t zero : zeros) {
    if (folded >= zero && folded < zero + 10) folded = U'0' + (folded - zero);
  }
  to.push_back(folded);
}

}  // namespace domain
