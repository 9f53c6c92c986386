const known = [
  "script_location",
  "file_template",
  "truncate_slug_length",
  "revision_environment",
  "version_locations",
  "path_separator",
  "version_path_separator",
  "recursive_version_locations",
  "prepend_sys_path",
  "output_encoding",
  "post_write_hooks",
];

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Alembic's name of an option that may be written in camelCase; any other name stays as it is. */
export function optionKey(name: string): string {
  return known.find((key) => camelCase(key) === name) ?? name;
}
