// netstandard2.0 lacks the type that the compiler asks for behind list patterns.
#pragma warning disable IDE0130 // the compiler looks it up in this namespace
namespace System;

internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
