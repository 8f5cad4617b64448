# Writes OUT: one source whose assembler takes in each file of LIST with .incbin.
file(STRINGS ${LIST} files)
set(asm "")
set(decls "")
set(entries "")
set(n 0)
foreach(file IN LISTS files)
  file(RELATIVE_PATH name ${BASE} ${file})
  set(symbol kutsu_${VARIABLE}_${n})
  string(APPEND asm "    \".global ${symbol}\\n${symbol}:\\n.incbin \\\"${file}\\\"\\n.global ${symbol}_end\\n${symbol}_end:\\n.byte 0\\n\"\n")
  string(APPEND decls "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
  string(APPEND entries "    {\"${name}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
  math(EXPR n "${n} + 1")
endforeach()
file(WRITE ${OUT} "// Made by cmake/embed.cmake.
#include <span>
#include \"cmake/embedded.hpp\"
__asm__(\".section .rodata\\n\"
${asm}    \".previous\\n\");
${decls}
namespace ${NAMESPACE} {
std::span<const embedded::File> ${VARIABLE}();
std::span<const embedded::File> ${VARIABLE}() {
  static const embedded::File files[] = {
${entries}  };
  return files;
}
}  // namespace ${NAMESPACE}
")
