namespace GraphDsl;

/// <summary>What every module can do: tell its device, save and load its shared variables.</summary>
public static class GraphModules
{
    extension(IGraphModule module)
    {
        /// <summary>The device that the module runs on.</summary>
        public GraphDevice Device => module.State.Device;

        /// <summary>
        /// Moves the module and all its shared variables (those of modules inside included) to a device. Scalars stay on the host, from
        /// where kernels get them as arguments.
        /// </summary>
        public void To(GraphDevice device)
        {
            ArgumentNullException.ThrowIfNull(device);
            foreach (var member in module.SharedVariables) member.Variable.MoveTo(device);
            module.State.Device = device;
        }

        /// <summary>
        /// Writes all shared variables (but those marked <c>[NotSaved]</c>) by their names to a <c>.npz</c> file. The file is
        /// written whole or not at all.
        /// </summary>
        /// <exception cref="InvalidOperationException">Two variables have one name.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path) =>
            Npz.Write(path, Saved(module).Select(m => (m.Key, m.Value.ToNumpy())));

        /// <summary>
        /// Reads all shared variables (but those marked <c>[NotSaved]</c>) from a file that <c>Save</c> wrote. All are checked before
        /// any is changed.
        /// </summary>
        /// <exception cref="InvalidDataException">The file lacks a variable, has one too many, or one of another type or rank, or not of the size that <c>[Shape]</c> declares.</exception>
        public void Load(string path)
        {
            var variables = Saved(module);
            var arrays = Npz.Read(path);
            foreach (string key in arrays.Keys.Where(k => !variables.ContainsKey(k)))
                throw new InvalidDataException($"{path} holds '{key}', which the module does not have (it has {string.Join(", ", variables.Keys)}).");
            foreach (var (key, variable) in variables)
            {
                if (!arrays.TryGetValue(key, out var array))
                    throw new InvalidDataException($"{path} lacks '{key}' (it holds {string.Join(", ", arrays.Keys)}).");
                if (variable.WhyNot(array) is { } reason) throw new InvalidDataException($"{path}: '{key}': {reason}");
            }
            foreach (var (key, variable) in variables) variable.SetNumpy(arrays[key]);
        }
    }

    private static Dictionary<string, ISharedVariable> Saved(IGraphModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var saved = new Dictionary<string, ISharedVariable>(StringComparer.Ordinal);
        foreach (var member in module.SharedVariables.Where(m => m.IsSaved))
        {
            if (saved.TryAdd(member.Key, member.Variable) || ReferenceEquals(saved[member.Key].Identity, member.Variable.Identity)) continue;
            throw new InvalidOperationException($"Two shared variables are named '{member.Key}': give one another name.");
        }
        return saved;
    }
}
