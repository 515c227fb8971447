# `cmake --install`: the program, the library with its public headers, and what find_package needs.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/comention")
install(TARGETS comention-bin RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(TARGETS comention EXPORT comention-targets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/comention" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(FILES LICENSE NOTICE README.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(EXPORT comention-targets NAMESPACE comention:: DESTINATION "${package_folder}")

configure_package_config_file(cmake/comention-config.cmake.in
  "${PROJECT_BINARY_DIR}/comention-config.cmake" INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/comention-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/comention-config.cmake"
  "${PROJECT_BINARY_DIR}/comention-config-version.cmake" DESTINATION "${package_folder}")
