/** The data that is moved: the tuki platform, and shapes that are hard for somebody. */
package io.mudanza.bench.sample;
