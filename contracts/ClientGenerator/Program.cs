// Writes a client in C# of each document: ClientGenerator <folder to write to> <document>…
using System.Text;
using Marketplace.ClientGenerator;

if (args is not [var folder, _, ..])
{
    await Console.Error.WriteLineAsync("ClientGenerator <folder to write to> <document>…");
    return 1;
}

Directory.CreateDirectory(folder);
foreach (var document in args[1..])
{
    var name = Path.GetFileNameWithoutExtension(document);
    var source = await ServiceClient.GenerateAsync(name, await File.ReadAllTextAsync(document));
    await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.g.cs"), source, Encoding.UTF8);
}

return 0;
