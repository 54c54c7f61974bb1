/** The platform's media store, as the file-transfer-service of this node serves it. */
package io.mudanza.exporting.media;
