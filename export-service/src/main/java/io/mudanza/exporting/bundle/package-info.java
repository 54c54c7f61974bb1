/** A complete export as one file: the parts that lie here, and the media files from where they are. */
package io.mudanza.exporting.bundle;
