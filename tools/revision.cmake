# Writes the source revision into HEADER, and only when it changed, so that a commit recompiles one
# small file. Called at each build: cmake -D SOURCE=... -D HEADER=... -P revision.cmake
execute_process(
    COMMAND git describe --always --dirty --abbrev=12
    WORKING_DIRECTORY ${SOURCE}
    OUTPUT_VARIABLE revision
    OUTPUT_STRIP_TRAILING_WHITESPACE
    ERROR_QUIET
    RESULT_VARIABLE failed)
if(failed OR NOT EXISTS ${SOURCE}/.git)
    set(revision "unknown")
endif()
file(CONFIGURE OUTPUT ${HEADER} CONTENT
"#pragma once
inline constexpr const char* muster_revision = \"${revision}\";
")
