/** Values as SQLite and JSON hold them into the COPY form of the types of the target: lossless, or refused with a reason. */
package io.mudanza.sqlite.convert;
