/** Databases made by chance from a seed, moved by every path, and judged without any code of the engine. */
package io.mudanza.dumps.random;
