import { type Capabilities, defaultCapabilities } from "../capabilities.js";

/** What MySQL can do. */
export const capabilities: Capabilities = {
  ...defaultCapabilities,
  supportsComments: true,
  inlineComments: true,
  inlineColumnComments: true,
  supportsNativeBoolean: false,
  supportsNativeEnum: true,
  maxIdentifierLength: 255,
  maxIndexNameLength: 64,
  maxConstraintNameLength: 64,
};
