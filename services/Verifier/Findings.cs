namespace Marketplace.Verifier;

/// <summary>Tells what was checked, a line each, in Chinese and English, and whether all of it was right.</summary>
sealed class Findings(TextWriter output)
{
    /// <summary>How many checks failed.</summary>
    public int Wrong { get; private set; }

    /// <summary>How many checks were made.</summary>
    public int Checked { get; private set; }

    /// <summary>What follows is about this file.</summary>
    public void Begin(string file) => output.WriteLine($"\n{file}");

    /// <summary>The outcome of a check.</summary>
    public void Check(bool isRight, string zh, string en)
    {
        Checked++;
        Wrong += isRight ? 0 : 1;
        output.WriteLine($"  {(isRight ? "相符 ok   " : "不符 WRONG")}  {zh} {en}");
    }

    /// <summary>Something to know, which is neither right nor wrong.</summary>
    public void Note(string zh, string en) => output.WriteLine($"  说明 note   {zh} {en}");

    /// <summary>The last line.</summary>
    public void End() => output.WriteLine(Wrong == 0
        ? $"\n全部相符（{Checked} 项）。 All is right ({Checked} checks)."
        : $"\n有 {Wrong} 项不符（共 {Checked} 项）。 {Wrong} of {Checked} checks are WRONG.");
}
