'use strict';

const path = require('node:path');

/** Takes the place of the package `bindings`: the one binary there is lies beside this file. */
module.exports = (file) => require(path.join(__dirname, file));
