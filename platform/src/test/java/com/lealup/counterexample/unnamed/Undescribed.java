package com.lealup.counterexample.unnamed;

class Undescribed {}
