using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>The variables of one call, or of one round of a loop inside of it.</summary>
internal sealed class Frame
{
    private readonly Dictionary<ISymbol, Value> variables = new(SymbolEqualityComparer.Default);

    /// <summary>A call.</summary>
    /// <param name="closure">Where a lambda or a local function was made.</param>
    public Frame(IMethodSymbol? method, Value? receiver, Frame? closure)
    {
        Method = method;
        Receiver = receiver ?? closure?.Receiver;
        Outer = closure;
        Call = this;
    }

    /// <summary>A scope inside of a call.</summary>
    public Frame(Frame outer)
    {
        Method = outer.Method;
        Receiver = outer.Receiver;
        Outer = outer;
        Call = outer.Call;
    }

    public IMethodSymbol? Method { get; }

    /// <summary>What <c>this</c> is.</summary>
    public Value? Receiver { get; set; }

    public Frame? Outer { get; }

    /// <summary>The frame of the call that this scope belongs to.</summary>
    public Frame Call { get; }

    /// <summary>The value of the return statement that was reached.</summary>
    public Value? Result { get; set; }

    /// <summary>Where <see cref="Result"/> was returned.</summary>
    public IOperation? ResultSite { get; set; }

    /// <summary>What <c>yield return</c> has gathered.</summary>
    public List<Value>? Yielded { get; set; }

    /// <summary>What <c>?.</c> and initialisers speak of.</summary>
    public Value? Implicit { get; set; }

    /// <summary>The arguments of type parameters, of the method and of the receiver's class.</summary>
    public Dictionary<ITypeParameterSymbol, ITypeSymbol>? Types { get; set; }

    public void Declare(ISymbol variable, Value value) => variables[variable] = value;

    public bool TryRead(ISymbol variable, out Value value)
    {
        for (Frame? frame = this; frame is not null; frame = frame.Outer)
            if (frame.variables.TryGetValue(variable, out value!)) return true;
        value = null!;
        return false;
    }

    /// <summary>Writes where the variable was declared, else declares it here.</summary>
    public void Write(ISymbol variable, Value value)
    {
        for (Frame? frame = this; frame is not null; frame = frame.Outer)
        {
            if (!frame.variables.ContainsKey(variable)) continue;
            frame.variables[variable] = value;
            return;
        }
        variables[variable] = value;
    }

    public ITypeSymbol? TypeArgument(ITypeParameterSymbol parameter)
    {
        for (Frame? frame = this; frame is not null; frame = frame.Outer)
            if (frame.Types is { } types && types.TryGetValue(parameter, out var argument)) return argument;
        return null;
    }
}
