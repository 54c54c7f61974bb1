/** Head and manifest of a bundle, and their strict JSON. */
package io.mudanza.bundle.manifest;
