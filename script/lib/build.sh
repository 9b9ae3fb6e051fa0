# Configuring and building; to be sourced by bash from the repository's folder.

# configure FOLDER COMPILER OPTION…: does nothing when it was done with the same.
configure() {
    local folder=$1 compiler=$2 said
    shift 2
    if command -v ccache >/dev/null; then
        compiler="ccache $compiler"
    fi
    said="$compiler $*"
    if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/configured-as" 2>/dev/null)" = "$said" ]; then
        return 0
    fi
    rm -rf "$folder"
    CC=$compiler meson setup "$folder" "$@" && echo "$said" >"$folder/configured-as"
}

# build FOLDER COMPILER OPTION…
build() {
    configure "$@" && ninja -C "$1"
}
