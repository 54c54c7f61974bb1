/** PostgreSQL's binary COPY form of values: made of values as they are, or of the text that PostgreSQL writes for them. */
package io.mudanza.engine.binary;
