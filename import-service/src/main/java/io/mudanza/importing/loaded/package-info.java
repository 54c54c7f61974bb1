/** What of a schema was not applied to the letter, kept for the verification. */
package io.mudanza.importing.loaded;
