"""What people may type or paste, that must come out as it went in."""

ODD = ("Đorđević e Nguyễn", "أمينة", "\U0001f331 germoglio", "<img src=x onerror=alert(1)>", "[link](http://example.org) **forte**")
