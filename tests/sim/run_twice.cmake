# Runs xinfeng-sim as people do: one seed twice, which must print the same, and five deliberate defects,
# each of which must end with exit code 1 and the invariant's name.
function(run code out)
    execute_process(COMMAND ${PROGRAM} ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output)
    if(NOT result EQUAL code)
        message(FATAL_ERROR "xinfeng-sim ${ARGN}: exit code ${result}, ${code} expected\n${output}")
    endif()
    set(${out} "${output}" PARENT_SCOPE)
endfunction()

run(0 first --seed 9 --steps 300)
run(0 second --seed 9 --steps 300)
if(NOT first STREQUAL second)
    message(FATAL_ERROR "the same seed gave two outputs:\n${first}\n${second}")
endif()
message("${first}")

# A disk that lies also tears the database, and in most seeds that is met first.
foreach(pair "ledger;conservation: ;1" "cursor;convergence: ;1" "vfs-flush;durability: ;3"
        "lease;deed: ;1" "holder;deed: ;1")
    list(GET pair 0 defect)
    list(GET pair 1 invariant)
    list(GET pair 2 seed)
    run(1 output --seed ${seed} --steps 1000 --defect ${defect})
    string(FIND "${output}" "BROKEN after step" broken)
    string(FIND "${output}" "${invariant}" named)
    if(broken EQUAL -1 OR named EQUAL -1)
        message(FATAL_ERROR "--defect ${defect} does not name ${invariant}\n${output}")
    endif()
endforeach()
run(2 output --defect unheard-of)
