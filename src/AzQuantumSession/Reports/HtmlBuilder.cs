using System.Net;
using System.Text;

namespace AzQuantumSession.Reports;

/// <summary>Builds an HTML document. Every interpolated value is encoded, so that no value can add markup.</summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends a line of markup with values. The compiler accepts interpolated strings only, and not strings that could contain values already.</summary>
    public void Append(FormattableString markup) => _text.Append(markup.ToString(Encoder.Instance)).Append('\n');

    /// <summary>Appends a line of markup without values.</summary>
    public void AppendMarkup(string markup) => _text.Append(markup).Append('\n');

    public override string ToString() => _text.ToString();

    /// <summary>Encodes values for the text of an element or for a quoted attribute.</summary>
    private sealed class Encoder : IFormatProvider, ICustomFormatter
    {
        public static Encoder Instance { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider)
        {
            string text = arg is IFormattable value ? value.ToString(format, CultureInfo.InvariantCulture) : arg?.ToString() ?? "";
            // HTML does not allow control characters, not even as references.
            return WebUtility.HtmlEncode(string.Concat(text.Select(character =>
                char.IsControl(character) && character is not ('\n' or '\t') ? '\uFFFD' : character)));
        }
    }
}
