# The viewer page: export/viewer/* and D3's modules in one HTML file, made by scripts/viewer-bundle
# with nodejs and npm. Without them the library still builds, and writing `.html` says what to install.
set(COMENTION_VIEWER "AUTO" CACHE STRING "Build the viewer page: ON, OFF, or AUTO (when npm is there)")
set_property(CACHE COMENTION_VIEWER PROPERTY STRINGS AUTO ON OFF)

# Sets `result` to the page that is to be compiled in, or to nothing.
function(comention_viewer_page result)
  set(${result} "" PARENT_SCOPE)
  if(NOT COMENTION_VIEWER)
    return()
  endif()
  find_program(NPM npm)
  find_program(NODE NAMES node nodejs)
  if(NOT NPM OR NOT NODE)
    if(COMENTION_VIEWER STREQUAL "AUTO")
      message(STATUS "No viewer page (-o graph.html): install nodejs and npm, and configure again")
      return()
    endif()
    message(FATAL_ERROR "COMENTION_VIEWER needs nodejs and npm (apt-get install nodejs npm)")
  endif()
  set(page "${CMAKE_CURRENT_BINARY_DIR}/viewer/viewer.html")
  set(when_it_fails "--or-empty")
  if(NOT COMENTION_VIEWER STREQUAL "AUTO")
    set(when_it_fails "")
  endif()
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/export/viewer/*")
  add_custom_command(OUTPUT "${page}"
    COMMAND "${PROJECT_SOURCE_DIR}/scripts/viewer-bundle" "${page}" ${when_it_fails}
    DEPENDS ${sources} "${PROJECT_SOURCE_DIR}/scripts/viewer-bundle"
    COMMENT "Bundling the viewer page" VERBATIM)
  set(${result} "${page}" PARENT_SCOPE)
endfunction()
