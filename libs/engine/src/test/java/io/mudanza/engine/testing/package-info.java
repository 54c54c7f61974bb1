/** What the tests of the engine share: databases of hostile data and whole moves. */
package io.mudanza.engine.testing;
