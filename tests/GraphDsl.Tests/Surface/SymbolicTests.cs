namespace GraphDsl.Tests.Surface;

public sealed class SymbolicTests
{
    [Fact]
    public void Every_operation_throws_rather_than_returns()
    {
        foreach (var method in typeof(T).GetMethods().Where(m => m.IsStatic && !m.IsSpecialName))
        {
            var closed = !method.IsGenericMethodDefinition ? method : method.MakeGenericMethod(
                [.. method.GetGenericArguments().Select(p => p.GetGenericParameterConstraints().Length switch
                {
                    0 => typeof(float),
                    _ when p.GetGenericParameterConstraints().Contains(typeof(Expr)) => typeof(Expr),
                    1 => typeof(float),
                    _ => typeof((Expr, Expr)),
                })]);
            object?[] arguments = [.. closed.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)];
            var thrown = Assert.Throws<System.Reflection.TargetInvocationException>(() => closed.Invoke(null, arguments));
            Assert.Contains($"'{method.Name}'", Assert.IsType<InvalidOperationException>(thrown.InnerException).Message);
        }
    }
}
