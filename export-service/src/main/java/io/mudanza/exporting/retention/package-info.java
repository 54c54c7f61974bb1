/** Removes exports that nobody fetched in time. */
package io.mudanza.exporting.retention;
