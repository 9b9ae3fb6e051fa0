# Configuring and building; to be sourced by bash from the repository's folder.

# configure FOLDER COMPILER OPTION…: begins anew when these are others than last
# time; else looks again, since a new folder or statement file changes no meson.build
# that ninja watches.
configure() {
    local folder=$1 compiler=$2 said
    shift 2
    if command -v ccache >/dev/null; then
        compiler="ccache $compiler"
    fi
    said="$compiler $*"
    if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/configured-as" 2>/dev/null)" = "$said" ]; then
        meson setup --reconfigure "$folder" >"$folder/reconfigured" ||
            { cat "$folder/reconfigured"; return 1; }
        return 0
    fi
    rm -rf "$folder"
    CC=$compiler meson setup "$folder" "$@" && echo "$said" >"$folder/configured-as"
}

# build FOLDER COMPILER OPTION…
build() {
    configure "$@" && ninja -C "$1"
}
