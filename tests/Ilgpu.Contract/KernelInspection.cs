using System.Reflection;
using System.Reflection.Emit;

namespace ILGPU;

/// <summary>Reads the instructions of kernels for what tells how they must run, and for what no device could run.</summary>
internal static class KernelInspection
{
    private static readonly Dictionary<short, OpCode> opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    /// <summary>True where a kernel, or a method that it calls, waits at a barrier.</summary>
    /// <exception cref="NotSupportedException">The kernel throws, or is no static method: no device could run it.</exception>
    public static bool HasBarriers(MethodInfo kernel)
    {
        if (!kernel.IsStatic) throw new NotSupportedException($"The kernel {kernel.Name} is no static method.");
        return Visit(kernel, []);
    }

    private static bool Visit(MethodBase method, HashSet<MethodBase> seen)
    {
        if (method.DeclaringType == typeof(Group)) return method.Name == nameof(Group.Barrier);
        // Platform methods are intrinsics to the real compiler.
        if (method.Module.Assembly == typeof(Group).Assembly || method.Module.Assembly == typeof(object).Assembly || !seen.Add(method)) return false;
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) return false;
        bool found = false;
        for (int at = 0; at < code.Length;)
        {
            short value = code[at++];
            if (value == 0xFE) value = (short)(0xFE00 | code[at++]);
            var instruction = opCodes[value];
            if (instruction == OpCodes.Throw) throw new NotSupportedException($"{method.Name} throws, which no kernel can.");
            if (instruction.OperandType == OperandType.InlineMethod)
            {
                var types = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
                var called = method.Module.ResolveMethod(BitConverter.ToInt32(code, at), types, method.IsGenericMethod ? method.GetGenericArguments() : null);
                if (called is not null) found |= Visit(called, seen);
            }
            at += Size(instruction.OperandType, code, at);
        }
        return found;
    }

    private static int Size(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
