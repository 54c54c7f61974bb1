/** The strict JSON that everything in a bundle is written in. */
package io.mudanza.bundle.json;
